create table flight_leg (
    id uuid primary key,
    carrier text not null,
    flight_number bigint not null check (flight_number between 1 and 9999),
    departure_on date not null,
    origin text not null,
    destination text not null,
    scheduled_departure_at timestamptz not null,
    estimated_departure_at timestamptz,
    scheduled_arrival_at timestamptz,
    estimated_arrival_at timestamptz,
    terminal text,
    pier text,
    gate text,
    boarding_at timestamptz,
    gate_closes_at timestamptz,
    state text not null check (state in ('SCH', 'DEL', 'GCH', 'GTO', 'BRD', 'GCL', 'GTD', 'DEP', 'LND', 'ARR', 'CNX')),
    codeshares text not null,
    changed_at timestamptz not null,
    unique (carrier, flight_number, departure_on, origin, destination)
);
create index flight_leg_by_departure on flight_leg (scheduled_departure_at, id);

-- What was known when: every event of a leg, in the order it came in.
create table flight_event (
    leg_id uuid not null references flight_leg (id),
    sequence bigint not null,
    known_at timestamptz not null,
    received_at timestamptz not null,
    event jsonb not null,
    fingerprint bytea not null,
    primary key (leg_id, sequence),
    unique (leg_id, fingerprint)
);
