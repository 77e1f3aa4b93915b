-- Mails on their way. Address and message are sealed with a key of the mail's own; both go once nothing more can become of
-- it. A once key keeps recurring mails from being written twice.
create table mail (
    id uuid primary key,
    kind text not null check (kind in ('invitation', 'reset', 'waiting', 'failure', 'weekly', 'deliveries', 'confirm', 'story')),
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
create index mail_by_state on mail (state, changed_at, id);

-- Travellers who want to hear once when their story is out. The address is sealed with a key of the wish's own.
create table mail_wish (
    id uuid primary key,
    person_id uuid not null references person (id),
    gift_id uuid not null,
    token_hash bytea not null unique,
    wrapped_key bytea not null,
    sealed bytea not null,
    language text not null check (language in ('en', 'nl', 'es', 'de', 'ja')),
    asked_at timestamptz not null,
    confirmed_at timestamptz,
    unique (person_id, gift_id)
);

-- The language of mails to somebody.
alter table account add column language text not null default 'en' check (language in ('en', 'nl', 'es', 'de', 'ja'));
