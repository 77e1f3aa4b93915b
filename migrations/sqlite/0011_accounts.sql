-- People who work with giftgate. E-mail and name are sealed with a key of the account's own; the keyed fingerprint finds
-- an account by its e-mail in lower case. Without a password nobody can sign in yet.
create table account (
    id blob primary key,
    fingerprint blob not null unique,
    wrapped_key blob not null,
    sealed blob not null,
    password_hash text,
    disabled_at text,
    created_at text not null
) strict;

-- What an account may do. A gate's role may be for one station, others for one campaign; without either it is for all.
create table account_role (
    account_id blob not null references account (id),
    role text not null check (role in ('planner', 'approver', 'gate', 'marketer', 'care', 'privacy', 'admin')),
    station text,
    campaign_id blob references campaign (id),
    check (station is null or campaign_id is null)
) strict;
create index account_role_by_account on account_role (account_id);

-- Who is signed in. The cookie's token is kept as a hash only.
create table session (
    id blob primary key,
    token_hash blob not null unique,
    account_id blob not null references account (id),
    browser text not null,
    created_at text not null,
    last_seen_at text not null,
    expires_at text not null
) strict;
create index session_by_account on session (account_id);

-- Links that let someone choose a password once; the first run's has no account yet.
create table login_link (
    token_hash blob primary key,
    account_id blob references account (id),
    purpose text not null check (purpose in ('first_run', 'invitation', 'reset')),
    created_at text not null,
    expires_at text not null,
    used_at text,
    check ((account_id is null) = (purpose = 'first_run'))
) strict;
