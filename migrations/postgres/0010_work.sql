-- Work for later, written in the transaction of the change that wants it. Claimed by lease; `fence` tells a late
-- worker that someone else has taken over.
create table job (
    id uuid primary key,
    kind text not null,
    payload jsonb not null,
    state text not null check (state in ('queued', 'running', 'done', 'dead')),
    run_at timestamptz not null,
    attempts bigint not null default 0,
    locked_until timestamptz,
    fence bigint not null default 0,
    unique_key text unique,
    last_error text,
    created_at timestamptz not null
);
create index job_by_due on job (state, run_at, id);

-- Who did what, in a chain: each hash covers the entry and the hash before it. Ids only, no personal data.
create table audit_entry (
    sequence bigint primary key,
    happened_at timestamptz not null,
    actor_id uuid not null,
    actor_role text not null,
    simulated boolean not null,
    action text not null,
    subject text not null,
    detail text not null,
    previous_hash bytea not null,
    hash bytea not null
);
create index audit_entry_by_subject on audit_entry (subject, sequence);

create table audit_head (
    id bigint primary key check (id = 1),
    sequence bigint not null,
    hash bytea not null
);
insert into audit_head (id, sequence, hash) values (1, 0, '\x0000000000000000000000000000000000000000000000000000000000000000');
