-- Mails on their way. Address and message are sealed with a key of the mail's own; both go once nothing more can become of
-- it. A once key keeps recurring mails from being written twice.
create table mail (
    id blob primary key,
    kind text not null check (kind in ('invitation', 'reset', 'waiting', 'failure', 'weekly', 'deliveries', 'confirm', 'story')),
    account_id blob references account (id),
    person_id blob references person (id),
    wrapped_key blob,
    sealed blob,
    state text not null check (state in ('queued', 'sending', 'sent', 'uncertain', 'refused', 'dropped')),
    attempts integer not null default 0,
    why text,
    once_key text unique,
    created_at text not null,
    changed_at text not null,
    check ((wrapped_key is null) = (sealed is null)),
    check (sealed is not null or state in ('sent', 'dropped'))
) strict;
create index mail_by_state on mail (state, changed_at, id);

-- Travellers who want to hear once when their story is out. The address is sealed with a key of the wish's own.
create table mail_wish (
    id blob primary key,
    person_id blob not null references person (id),
    gift_id blob not null,
    token_hash blob not null unique,
    wrapped_key blob not null,
    sealed blob not null,
    language text not null check (language in ('en', 'nl', 'es', 'de', 'ja')),
    asked_at text not null,
    confirmed_at text,
    unique (person_id, gift_id)
) strict;

-- The language of mails to somebody.
alter table account add column language text not null default 'en' check (language in ('en', 'nl', 'es', 'de', 'ja'));
