-- Only authors and posts with a candidate match are ever stored.
create table author (
    id uuid primary key,
    person_id uuid not null references person (id),
    network text not null check (network in ('bluesky', 'mastodon', 'x', 'instagram', 'threads', 'facebook', 'webhook')),
    fingerprint bytea not null unique,
    sealed bytea not null,
    followers bigint,
    seen_at timestamptz not null
);
create index author_by_person on author (person_id);

create table post (
    id uuid primary key,
    author_id uuid not null references author (id),
    network text not null check (network in ('bluesky', 'mastodon', 'x', 'instagram', 'threads', 'facebook', 'webhook')),
    fingerprint bytea not null unique,
    sealed bytea not null,
    language text not null,
    signals jsonb not null,
    addressed_us boolean not null,
    complaint boolean not null,
    written_at timestamptz not null,
    received_at timestamptz not null
);
create index post_by_author on post (author_id);

-- Counters of what came in and where it ended. No row tells of a person.
create table intake_count (
    on_day date not null,
    step text not null check (step in ('read', 'not_about_travel', 'screened', 'left_alone', 'suppressed', 'deleted', 'no_basis', 'unmatched', 'duplicate', 'matched')),
    detail text not null,
    n bigint not null check (n >= 0),
    primary key (on_day, step, detail)
);

create table quarantine (
    id uuid primary key,
    file text not null,
    line bigint not null,
    field text not null,
    reason text not null,
    created_at timestamptz not null
);
create index quarantine_by_age on quarantine (created_at);
