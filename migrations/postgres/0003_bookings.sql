-- A passenger of a booking. Names, locator, handle and address are sealed with the person's key.
create table traveller (
    id uuid primary key,
    person_id uuid not null references person (id),
    fingerprint bytea not null unique,
    sealed bytea not null,
    passenger_type text not null check (passenger_type in ('ADT', 'CHD', 'INF', 'UMNR')),
    language text,
    home_country text,
    loyalty_tier text,
    value_band text,
    opted_in_at timestamptz,
    booked_at timestamptz,
    imported_at timestamptz not null
);
create index traveller_by_person on traveller (person_id);

create table passage (
    leg_id uuid not null references flight_leg (id),
    traveller_id uuid not null references traveller (id),
    seat text,
    cabin text check (cabin in ('first', 'business', 'premium', 'economy')),
    primary key (leg_id, traveller_id)
);
create index passage_by_traveller on passage (traveller_id);
