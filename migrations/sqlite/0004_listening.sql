-- Only authors and posts with a candidate match are ever stored.
create table author (
    id blob primary key,
    person_id blob not null references person (id),
    network text not null check (network in ('bluesky', 'mastodon', 'x', 'instagram', 'threads', 'facebook', 'webhook')),
    fingerprint blob not null unique,
    sealed blob not null,
    followers integer,
    seen_at text not null
) strict;
create index author_by_person on author (person_id);

create table post (
    id blob primary key,
    author_id blob not null references author (id),
    network text not null check (network in ('bluesky', 'mastodon', 'x', 'instagram', 'threads', 'facebook', 'webhook')),
    fingerprint blob not null unique,
    sealed blob not null,
    language text not null,
    signals text not null,
    addressed_us integer not null,
    complaint integer not null,
    written_at text not null,
    received_at text not null
) strict;
create index post_by_author on post (author_id);

-- Counters of what came in and where it ended. No row tells of a person.
create table intake_count (
    on_day text not null,
    step text not null check (step in ('read', 'not_about_travel', 'screened', 'left_alone', 'suppressed', 'deleted', 'no_basis', 'unmatched', 'duplicate', 'matched')),
    detail text not null,
    n integer not null check (n >= 0),
    primary key (on_day, step, detail)
) strict;

create table quarantine (
    id blob primary key,
    file text not null,
    line integer not null,
    field text not null,
    reason text not null,
    created_at text not null
) strict;
create index quarantine_by_age on quarantine (created_at);
