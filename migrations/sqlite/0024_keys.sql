-- Passkeys (W3C Web Authentication): the public half of a key that a device keeps, and how often it signed.
create table passkey (
    id blob primary key,
    credential_id blob not null unique,
    account_id blob not null references account (id),
    label text not null,
    public_key blob not null,
    counter integer not null,
    created_at text not null,
    last_used_at text
) strict;
create index passkey_by_account on passkey (account_id);

-- Challenges that were answered; each counts once. Those that were not are known by their own keyed hash.
create table passkey_answer (
    challenge blob primary key,
    expires_at text not null
) strict;
create index passkey_answer_by_age on passkey_answer (expires_at);

-- What opens accounts on networks, each value sealed with a key of its own. Settings in the environment win.
create table network_secret (
    network text not null,
    name text not null,
    id blob not null unique,
    wrapped_key blob not null,
    sealed blob not null,
    set_at text not null,
    set_by blob not null,
    primary key (network, name)
) strict;

-- How a network's door was found last.
create table network_door (
    network text primary key,
    used_at text,
    failed_at text,
    fault text,
    checked_at text
) strict;
