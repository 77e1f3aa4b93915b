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

-- What people answer to our posts. Deadlines are stored at opening; the post itself is sealed with its author's key.
create table care_case (
    id uuid primary key,
    campaign_id uuid not null references campaign (id),
    follow_up_id uuid not null references follow_up (id),
    post_id uuid not null unique references post (id) on delete cascade,
    kind text not null check (kind in ('complaint', 'reply')),
    state text not null check (state in ('open', 'answered', 'solved')),
    sealed_thread bytea not null,
    opened_at timestamptz not null,
    answer_by timestamptz not null,
    solve_by timestamptz not null,
    answered_at timestamptz,
    solved_at timestamptz,
    claimed_by uuid,
    claimed_until timestamptz
);
create index care_case_by_state on care_case (state, answer_by, id);
create index care_case_by_campaign on care_case (campaign_id, kind, state);

create table care_answer (
    id uuid primary key,
    case_id uuid not null references care_case (id) on delete cascade,
    sealed bytea not null,
    content_hash text not null,
    state text not null check (state in ('draft', 'approved', 'uncertain', 'published', 'failed')),
    written_by uuid not null,
    approved_by uuid,
    approved_simulated boolean,
    identity text unique,
    sealed_body bytea,
    external_id text,
    address text,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    check (approved_by is null or approved_by <> written_by)
);
create index care_answer_by_case on care_answer (case_id, created_at, id);

-- Two people may let posts of a campaign go out although complaints wait past their deadline.
create table care_release (
    campaign_id uuid not null references campaign (id),
    said_by uuid not null,
    said_at timestamptz not null,
    primary key (campaign_id, said_by)
);
