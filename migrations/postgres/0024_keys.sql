-- Passkeys (W3C Web Authentication): the public half of a key that a device keeps, and how often it signed.
create table passkey (
    id uuid primary key,
    credential_id bytea not null unique,
    account_id uuid not null references account (id),
    label text not null,
    public_key bytea not null,
    counter bigint not null,
    created_at timestamptz not null,
    last_used_at timestamptz
);
create index passkey_by_account on passkey (account_id);

-- Challenges that were answered; each counts once. Those that were not are known by their own keyed hash.
create table passkey_answer (
    challenge bytea primary key,
    expires_at timestamptz not null
);
create index passkey_answer_by_age on passkey_answer (expires_at);

-- What opens accounts on networks, each value sealed with a key of its own. Settings in the environment win.
create table network_secret (
    network text not null,
    name text not null,
    id uuid not null unique,
    wrapped_key bytea not null,
    sealed bytea not null,
    set_at timestamptz not null,
    set_by uuid not null,
    primary key (network, name)
);

-- How a network's door was found last.
create table network_door (
    network text primary key,
    used_at timestamptz,
    failed_at timestamptz,
    fault text,
    checked_at timestamptz
);
