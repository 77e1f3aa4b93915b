-- Work for later, written in the transaction of the change that wants it. Claimed by lease; `fence` tells a late
-- worker that someone else has taken over.
create table job (
    id blob primary key,
    kind text not null,
    payload text not null,
    state text not null check (state in ('queued', 'running', 'done', 'dead')),
    run_at text not null,
    attempts integer not null default 0,
    locked_until text,
    fence integer not null default 0,
    unique_key text unique,
    last_error text,
    created_at text not null
) strict;
create index job_by_due on job (state, run_at, id);

-- Who did what, in a chain: each hash covers the entry and the hash before it. Ids only, no personal data.
create table audit_entry (
    sequence integer primary key,
    happened_at text not null,
    actor_id blob not null,
    actor_role text not null,
    simulated integer not null,
    action text not null,
    subject text not null,
    detail text not null,
    previous_hash blob not null,
    hash blob not null
) strict;
create index audit_entry_by_subject on audit_entry (subject, sequence);

create table audit_head (
    id integer primary key check (id = 1),
    sequence integer not null,
    hash blob not null
) strict;
insert into audit_head (id, sequence, hash) values (1, 0, x'0000000000000000000000000000000000000000000000000000000000000000');
