-- Links in posts: short addresses of ours. A code names nobody; clicks are counted, who clicked is not known.
create table short_link (
    code text primary key,
    follow_up_id uuid not null unique references follow_up (id) on delete cascade,
    target text not null,
    clicks bigint not null default 0 check (clicks >= 0),
    made_at timestamptz not null
);

-- A rise of complaints stopped a campaign's posts; two people let them go on.
create table post_pause (
    campaign_id uuid primary key references campaign (id),
    since timestamptz not null,
    complaints bigint not null,
    usual_percent bigint not null
);

-- Nothing goes out: somebody said so, or the database is older than what went out. One at a time; the last one stays.
create table outbox_hold (
    id bigint primary key check (id = 1),
    since timestamptz not null,
    why text not null check (why in ('restored', 'by_hand')),
    missing bigint not null,
    released_at timestamptz,
    released_by uuid
);
