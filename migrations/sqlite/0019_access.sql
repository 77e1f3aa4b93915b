-- What someone shows beside the password (RFC 6238). The secret is sealed with the account's own key; a code of a step that
-- was used, or of one before it, is never taken again.
create table second_factor (
    account_id blob primary key references account (id),
    sealed blob not null,
    last_step integer not null,
    confirmed_at text,
    created_at text not null
) strict;

-- For whoever has lost it: each works once, kept as keyed hashes.
create table recovery_code (
    code_hash blob primary key,
    account_id blob not null references account (id),
    used_at text
) strict;
create index recovery_code_by_account on recovery_code (account_id);

-- A sign-in that still lacks the second factor can do nothing else.
alter table session add column stage text not null default 'open' check (stage in ('open', 'factor', 'set_up'));

-- Who an account is at the airline's identity provider: a keyed hash of issuer and subject, never the e-mail address.
-- Roles follow the provider's groups where the provider brought the account.
create table account_identity (
    fingerprint blob primary key,
    account_id blob not null references account (id),
    managed integer not null,
    created_at text not null
) strict;
create index account_identity_by_account on account_identity (account_id);

-- Who was sent to the provider and has not come back yet. State, nonce and proof key are made from the cookie's token.
create table sign_on (
    token_hash blob primary key,
    account_id blob references account (id),
    next text not null,
    expires_at text not null
) strict;

-- What people ask of us, with the day it is due (GDPR Art. 12(3)). Who asked is sealed with a key of the request's own;
-- closing it destroys both.
create table privacy_request (
    id blob primary key,
    kind text not null check (kind in ('access', 'erasure', 'objection')),
    channel text not null check (channel in ('desk', 'public')),
    wrapped_key blob,
    sealed blob,
    received_at text not null,
    due_at text not null,
    closed_at text,
    closed_by blob,
    outcome text check (outcome in ('done', 'nothing_held', 'refused')),
    receipt blob,
    check ((closed_at is null) = (outcome is null)),
    check ((wrapped_key is null) = (sealed is null))
) strict;
create index privacy_request_by_due on privacy_request (closed_at, due_at, id);

-- Impact assessments that a privacy officer signed for a campaign as its file then was.
create table assessment (
    id blob primary key,
    campaign_id blob not null references campaign (id),
    source_hash text not null,
    signed_by blob not null references account (id),
    signed_at text not null,
    expires_at text not null,
    withdrawn_by blob references account (id),
    withdrawn_at text,
    check ((withdrawn_by is null) = (withdrawn_at is null))
) strict;
create index assessment_by_campaign on assessment (campaign_id, signed_at);

-- A role beyond the own ones for an hour: asked for with a reason, granted by a second person.
create table break_glass (
    id blob primary key,
    account_id blob not null references account (id),
    role text not null check (role in ('planner', 'approver', 'gate', 'care', 'privacy')),
    reason text not null,
    asked_at text not null,
    decided_by blob references account (id),
    decided_at text,
    expires_at text,
    ended_at text,
    check (decided_by is null or decided_by <> account_id),
    check ((decided_by is null) = (decided_at is null)),
    check (expires_at is null or decided_at is not null)
) strict;
create index break_glass_by_account on break_glass (account_id, expires_at);
