create table courier (
    id uuid primary key,
    campaign_id uuid not null references campaign (id),
    station text not null,
    name text not null,
    shift_opens_at timestamptz not null,
    shift_closes_at timestamptz not null,
    capacity bigint not null check (capacity > 0),
    unique (campaign_id, station, name, shift_opens_at)
);

-- The rounds as they stand now: a gift's stop, or none while no round can serve it.
create table stop (
    gift_id uuid primary key references gift (id),
    courier_id uuid not null references courier (id),
    sequence bigint not null,
    gate text,
    arrives_at timestamptz not null,
    starts_at timestamptz not null,
    leaves_at timestamptz not null,
    unique (courier_id, sequence)
);

create table hand_over (
    gift_id uuid primary key references gift (id),
    receipt_id uuid not null unique,
    outcome text not null check (outcome in ('given', 'declined', 'not_found')),
    in_window boolean not null,
    staff_id uuid not null,
    simulated boolean not null,
    happened_at timestamptz not null,
    received_at timestamptz not null
);

create table consent (
    gift_id uuid not null references gift (id),
    person_id uuid not null references person (id),
    kind text not null check (kind in ('photo', 'publication', 'handle', 'reuse')),
    granted boolean not null,
    language text not null,
    text_version bigint not null,
    staff_id uuid not null,
    given_at timestamptz not null,
    withdrawn_at timestamptz,
    primary key (gift_id, kind)
);
create index consent_by_person on consent (person_id);
