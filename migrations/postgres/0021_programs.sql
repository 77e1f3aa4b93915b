-- What programs come with: a token of an account, kept as a hash only, that does no more than its scopes and the account's
-- roles allow.
create table api_token (
    id uuid primary key,
    token_hash bytea not null unique,
    account_id uuid not null references account (id),
    label text not null,
    scopes text not null,
    created_at timestamptz not null,
    last_used_at timestamptz,
    expires_at timestamptz not null
);
create index api_token_by_account on api_token (account_id);

-- Answers to requests that may be sent again under the same key; without a status the first one still runs.
create table api_answer (
    account_id uuid not null,
    key_hash bytea not null,
    request_hash bytea not null,
    status bigint,
    location text,
    body text,
    made_at timestamptz not null,
    primary key (account_id, key_hash)
);
create index api_answer_by_age on api_answer (made_at);
