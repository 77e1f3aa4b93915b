-- Streams that are listened to: how far each came, and what was missed. No row tells of a person.
create table stream (
    name text primary key,
    cursor text,
    heard_at timestamptz,
    connected_at timestamptz,
    broken_at timestamptz,
    why text
);

create table stream_gap (
    id uuid primary key,
    stream text not null,
    from_at timestamptz not null,
    to_at timestamptz not null,
    noticed_at timestamptz not null
);
create index stream_gap_by_time on stream_gap (noticed_at);
