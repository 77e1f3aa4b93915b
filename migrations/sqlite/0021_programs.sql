-- What programs come with: a token of an account, kept as a hash only, that does no more than its scopes and the account's
-- roles allow.
create table api_token (
    id blob primary key,
    token_hash blob not null unique,
    account_id blob not null references account (id),
    label text not null,
    scopes text not null,
    created_at text not null,
    last_used_at text,
    expires_at text not null
) strict;
create index api_token_by_account on api_token (account_id);

-- Answers to requests that may be sent again under the same key; without a status the first one still runs.
create table api_answer (
    account_id blob not null,
    key_hash blob not null,
    request_hash blob not null,
    status integer,
    location text,
    body text,
    made_at text not null,
    primary key (account_id, key_hash)
) strict;
create index api_answer_by_age on api_answer (made_at);
