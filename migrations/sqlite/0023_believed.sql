-- Complaints and other answers under our posts, counted as they happen. No row tells of a person, so counts stay when cases go.
create table care_count (
    campaign_id blob not null references campaign (id),
    kind text not null check (kind in ('complaint', 'reply')),
    opened integer not null default 0,
    answered_in_time integer not null default 0,
    answered_late integer not null default 0,
    solved_unanswered integer not null default 0,
    solved_in_time integer not null default 0,
    solved_late integer not null default 0,
    primary key (campaign_id, kind)
) strict;
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
    campaign_id blob not null references campaign (id),
    tone text not null check (tone in ('negative', 'neutral', 'positive')),
    n integer not null default 0,
    checked integer not null default 0,
    primary key (campaign_id, tone)
) strict;

-- What a person says of a post's tone; the machine's reading stands in its signals.
alter table post add column tone_said text check (tone_said in ('negative', 'neutral', 'positive'));

-- Accounts of a lot, by keyed hash, with the tone of the post that brought them into it: what they write later is counted for
-- both groups. It goes with the lot, and with an erasure.
create table watched_account (
    campaign_id blob not null references campaign (id),
    account blob not null,
    held_out integer not null,
    assigned_at text not null,
    post_id blob references post (id) on delete set null,
    tone text check (tone in ('negative', 'neutral', 'positive')),
    checked integer not null default false,
    primary key (campaign_id, account)
) strict;
create index watched_account_by_account on watched_account (account);
create index watched_account_by_post on watched_account (post_id);
create table later_post (
    campaign_id blob not null,
    account blob not null,
    post blob not null,
    tone text not null check (tone in ('negative', 'neutral', 'positive')),
    complained integer not null,
    written_at text not null,
    primary key (campaign_id, post),
    foreign key (campaign_id, account) references watched_account (campaign_id, account) on delete cascade
) strict;
create index later_post_by_account on later_post (campaign_id, account);

-- Addresses that are told of events (Standard Webhooks). The secret is sealed with a key of its own.
create table webhook (
    id blob primary key,
    url text not null,
    events text not null,
    wrapped_key blob not null,
    sealed blob not null,
    made_by blob not null,
    made_at text not null,
    ended_at text,
    ended_why text
) strict;
create table webhook_delivery (
    id blob primary key,
    webhook_id blob not null references webhook (id),
    event text not null,
    event_key text not null,
    body text not null,
    state text not null check (state in ('queued', 'taken', 'given_up')),
    attempts integer not null default 0,
    answer integer,
    why text,
    created_at text not null,
    changed_at text not null,
    unique (webhook_id, event_key)
) strict;
create index webhook_delivery_by_age on webhook_delivery (webhook_id, created_at, id);

-- One more kind of mail.
create table mail_next (
    id blob primary key,
    kind text not null check (kind in ('invitation', 'reset', 'waiting', 'failure', 'weekly', 'silent', 'deliveries', 'confirm', 'story', 'spike', 'expiry')),
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
insert into mail_next (id, kind, account_id, person_id, wrapped_key, sealed, state, attempts, why, once_key, created_at, changed_at)
select id, kind, account_id, person_id, wrapped_key, sealed, state, attempts, why, once_key, created_at, changed_at from mail;
drop table mail;
alter table mail_next rename to mail;
create index mail_by_state on mail (state, changed_at, id);

-- Files name the readings they gave.
create index reading_by_attachment on reading (attachment_id) where attachment_id is not null;
