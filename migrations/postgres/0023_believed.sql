-- Complaints and other answers under our posts, counted as they happen. No row tells of a person, so counts stay when cases go.
create table care_count (
    campaign_id uuid not null references campaign (id),
    kind text not null check (kind in ('complaint', 'reply')),
    opened bigint not null default 0,
    answered_in_time bigint not null default 0,
    answered_late bigint not null default 0,
    solved_unanswered bigint not null default 0,
    solved_in_time bigint not null default 0,
    solved_late bigint not null default 0,
    primary key (campaign_id, kind)
);
insert into care_count (campaign_id, kind, opened, answered_in_time, answered_late, solved_unanswered, solved_in_time, solved_late)
select campaign_id, kind, count(*),
    sum(case when answered_at <= answer_by then 1 else 0 end),
    sum(case when answered_at > answer_by then 1 else 0 end),
    sum(case when answered_at is null and solved_at is not null then 1 else 0 end),
    sum(case when solved_at <= solve_by then 1 else 0 end),
    sum(case when solved_at > solve_by then 1 else 0 end)
from care_case group by campaign_id, kind;

-- The tone of answers under our posts, and how many of them a person looked at.
create table answer_tone (
    campaign_id uuid not null references campaign (id),
    tone text not null check (tone in ('negative', 'neutral', 'positive')),
    n bigint not null default 0,
    checked bigint not null default 0,
    primary key (campaign_id, tone)
);

-- What a person says of a post's tone; the machine's reading stands in its signals.
alter table post add column tone_said text check (tone_said in ('negative', 'neutral', 'positive'));

-- Accounts of a lot, by keyed hash, with the tone of the post that brought them into it: what they write later is counted for
-- both groups. It goes with the lot, and with an erasure.
create table watched_account (
    campaign_id uuid not null references campaign (id),
    account bytea not null,
    held_out boolean not null,
    assigned_at timestamptz not null,
    post_id uuid references post (id) on delete set null,
    tone text check (tone in ('negative', 'neutral', 'positive')),
    checked boolean not null default false,
    primary key (campaign_id, account)
);
create index watched_account_by_account on watched_account (account);
create index watched_account_by_post on watched_account (post_id);
create table later_post (
    campaign_id uuid not null,
    account bytea not null,
    post bytea not null,
    tone text not null check (tone in ('negative', 'neutral', 'positive')),
    complained boolean not null,
    written_at timestamptz not null,
    primary key (campaign_id, post),
    foreign key (campaign_id, account) references watched_account (campaign_id, account) on delete cascade
);
create index later_post_by_account on later_post (campaign_id, account);

-- Addresses that are told of events (Standard Webhooks). The secret is sealed with a key of its own.
create table webhook (
    id uuid primary key,
    url text not null,
    events text not null,
    wrapped_key bytea not null,
    sealed bytea not null,
    made_by uuid not null,
    made_at timestamptz not null,
    ended_at timestamptz,
    ended_why text
);
create table webhook_delivery (
    id uuid primary key,
    webhook_id uuid not null references webhook (id),
    event text not null,
    event_key text not null,
    body text not null,
    state text not null check (state in ('queued', 'taken', 'given_up')),
    attempts bigint not null default 0,
    answer bigint,
    why text,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    unique (webhook_id, event_key)
);
create index webhook_delivery_by_age on webhook_delivery (webhook_id, created_at, id);

-- One more kind of mail.
create table mail_next (
    id uuid primary key,
    kind text not null check (kind in ('invitation', 'reset', 'waiting', 'failure', 'weekly', 'silent', 'deliveries', 'confirm', 'story', 'spike', 'expiry')),
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

-- Files name the readings they gave.
create index reading_by_attachment on reading (attachment_id) where attachment_id is not null;
