-- A passenger of a booking. Names, locator, handle and address are sealed with the person's key.
create table traveller (
    id blob primary key,
    person_id blob not null references person (id),
    fingerprint blob not null unique,
    sealed blob not null,
    passenger_type text not null check (passenger_type in ('ADT', 'CHD', 'INF', 'UMNR')),
    language text,
    home_country text,
    loyalty_tier text,
    value_band text,
    opted_in_at text,
    booked_at text,
    imported_at text not null
) strict;
create index traveller_by_person on traveller (person_id);

create table passage (
    leg_id blob not null references flight_leg (id),
    traveller_id blob not null references traveller (id),
    seat text,
    cabin text check (cabin in ('first', 'business', 'premium', 'economy')),
    primary key (leg_id, traveller_id)
) strict;
create index passage_by_traveller on passage (traveller_id);
