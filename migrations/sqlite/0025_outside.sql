-- Links in posts: short addresses of ours. A code names nobody; clicks are counted, who clicked is not known.
create table short_link (
    code text primary key,
    follow_up_id blob not null unique references follow_up (id) on delete cascade,
    target text not null,
    clicks integer not null default 0 check (clicks >= 0),
    made_at text not null
) strict;

-- A rise of complaints stopped a campaign's posts; two people let them go on.
create table post_pause (
    campaign_id blob primary key references campaign (id),
    since text not null,
    complaints integer not null,
    usual_percent integer not null
) strict;

-- Nothing goes out: somebody said so, or the database is older than what went out. One at a time; the last one stays.
create table outbox_hold (
    id integer primary key check (id = 1),
    since text not null,
    why text not null check (why in ('restored', 'by_hand')),
    missing integer not null,
    released_at text,
    released_by blob
) strict;

-- Two more kinds of mail. SQLite changes no check, so the table is made anew.
create table mail_anew (
    id blob primary key,
    kind text not null check (kind in ('invitation', 'reset', 'waiting', 'failure', 'weekly', 'deliveries', 'confirm', 'story', 'spike', 'expiry')),
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
insert into mail_anew select id, kind, account_id, person_id, wrapped_key, sealed, state, attempts, why, once_key, created_at, changed_at from mail;
drop table mail;
alter table mail_anew rename to mail;
create index mail_by_state on mail (state, changed_at, id);
