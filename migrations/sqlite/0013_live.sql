-- Streams that are listened to: how far each came, and what was missed. No row tells of a person.
create table stream (
    name text primary key,
    cursor text,
    heard_at text,
    connected_at text,
    broken_at text,
    why text
) strict;

create table stream_gap (
    id blob primary key,
    stream text not null,
    from_at text not null,
    to_at text not null,
    noticed_at text not null
) strict;
create index stream_gap_by_time on stream_gap (noticed_at);
