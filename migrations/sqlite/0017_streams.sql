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

-- What people answer to our posts. Deadlines are stored at opening; the post itself is sealed with its author's key.
create table care_case (
    id blob primary key,
    campaign_id blob not null references campaign (id),
    follow_up_id blob not null references follow_up (id),
    post_id blob not null unique references post (id) on delete cascade,
    kind text not null check (kind in ('complaint', 'reply')),
    state text not null check (state in ('open', 'answered', 'solved')),
    sealed_thread blob not null,
    opened_at text not null,
    answer_by text not null,
    solve_by text not null,
    answered_at text,
    solved_at text,
    claimed_by blob,
    claimed_until text
) strict;
create index care_case_by_state on care_case (state, answer_by, id);
create index care_case_by_campaign on care_case (campaign_id, kind, state);

create table care_answer (
    id blob primary key,
    case_id blob not null references care_case (id) on delete cascade,
    sealed blob not null,
    content_hash text not null,
    state text not null check (state in ('draft', 'approved', 'uncertain', 'published', 'failed')),
    written_by blob not null,
    approved_by blob,
    approved_simulated integer,
    identity text unique,
    sealed_body blob,
    external_id text,
    address text,
    created_at text not null,
    changed_at text not null,
    check (approved_by is null or approved_by <> written_by)
) strict;
create index care_answer_by_case on care_answer (case_id, created_at, id);

-- Two people may let posts of a campaign go out although complaints wait past their deadline.
create table care_release (
    campaign_id blob not null references campaign (id),
    said_by blob not null,
    said_at text not null,
    primary key (campaign_id, said_by)
) strict;
