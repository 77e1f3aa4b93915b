create table flight_leg (
    id blob primary key,
    carrier text not null,
    flight_number integer not null check (flight_number between 1 and 9999),
    departure_on text not null,
    origin text not null,
    destination text not null,
    scheduled_departure_at text not null,
    estimated_departure_at text,
    scheduled_arrival_at text,
    estimated_arrival_at text,
    terminal text,
    pier text,
    gate text,
    boarding_at text,
    gate_closes_at text,
    state text not null check (state in ('SCH', 'DEL', 'GCH', 'GTO', 'BRD', 'GCL', 'GTD', 'DEP', 'LND', 'ARR', 'CNX')),
    codeshares text not null,
    changed_at text not null,
    unique (carrier, flight_number, departure_on, origin, destination)
) strict;
create index flight_leg_by_departure on flight_leg (scheduled_departure_at, id);

-- What was known when: every event of a leg, in the order it came in.
create table flight_event (
    leg_id blob not null references flight_leg (id),
    sequence integer not null,
    known_at text not null,
    received_at text not null,
    event text not null,
    fingerprint blob not null,
    primary key (leg_id, sequence),
    unique (leg_id, fingerprint)
) strict;
