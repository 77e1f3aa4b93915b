create table courier (
    id blob primary key,
    campaign_id blob not null references campaign (id),
    station text not null,
    name text not null,
    shift_opens_at text not null,
    shift_closes_at text not null,
    capacity integer not null check (capacity > 0),
    unique (campaign_id, station, name, shift_opens_at)
) strict;

-- The rounds as they stand now: a gift's stop, or none while no round can serve it.
create table stop (
    gift_id blob primary key references gift (id),
    courier_id blob not null references courier (id),
    sequence integer not null,
    gate text,
    arrives_at text not null,
    starts_at text not null,
    leaves_at text not null,
    unique (courier_id, sequence)
) strict;

create table hand_over (
    gift_id blob primary key references gift (id),
    receipt_id blob not null unique,
    outcome text not null check (outcome in ('given', 'declined', 'not_found')),
    in_window integer not null,
    staff_id blob not null,
    simulated integer not null,
    happened_at text not null,
    received_at text not null
) strict;

create table consent (
    gift_id blob not null references gift (id),
    person_id blob not null references person (id),
    kind text not null check (kind in ('photo', 'publication', 'handle', 'reuse')),
    granted integer not null,
    language text not null,
    text_version integer not null,
    staff_id blob not null,
    given_at text not null,
    withdrawn_at text,
    primary key (gift_id, kind)
) strict;
create index consent_by_person on consent (person_id);
