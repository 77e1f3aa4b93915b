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
