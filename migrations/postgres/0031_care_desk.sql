-- Care hears by mail of cases whose deadline comes near: one more kind of mail.
create table mail_next (
    id uuid primary key,
    kind text not null check (kind in ('invitation', 'reset', 'passkey', 'waiting', 'failure', 'weekly', 'silent', 'deliveries', 'confirm', 'story', 'spike', 'expiry', 'care')),
    account_id uuid references account (id),
    person_id uuid references person (id),
    wrapped_key bytea,
    sealed bytea,
    state text not null check (state in ('queued', 'sending', 'sent', 'uncertain', 'refused', 'dropped')),
    attempts bigint not null default 0,
    why text,
    once_key text unique,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    check ((wrapped_key is null) = (sealed is null)),
    check (sealed is not null or state in ('sent', 'dropped'))
);
insert into mail_next (id, kind, account_id, person_id, wrapped_key, sealed, state, attempts, why, once_key, created_at, changed_at)
select id, kind, account_id, person_id, wrapped_key, sealed, state, attempts, why, once_key, created_at, changed_at from mail;
drop table mail;
alter table mail_next rename to mail;
create index mail_by_state on mail (state, changed_at, id);

-- Why an approver sent an answer back to its author; the next text ends that.
alter table care_answer add column sent_back_why text;
