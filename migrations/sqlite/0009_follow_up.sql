create table follow_up (
    id blob primary key,
    campaign_id blob not null references campaign (id),
    gift_id blob not null references gift (id),
    network text not null check (network in ('bluesky', 'mastodon', 'x', 'instagram', 'threads', 'facebook', 'webhook')),
    language text not null check (language in ('en', 'nl', 'es', 'de', 'ja')),
    sealed blob not null,
    content_hash text not null,
    state text not null check (state in ('draft', 'approved', 'held', 'queued', 'published', 'uncertain', 'failed', 'retracted')),
    earliest_at text not null,
    approved_by blob,
    approved_simulated integer,
    published_at text,
    address text,
    changed_at text not null,
    unique (gift_id, network)
) strict;
create index follow_up_by_campaign on follow_up (campaign_id, state, id);

-- Every effect on the outside world: its identity and its bytes are fixed before the first try.
create table outbox (
    id blob primary key,
    follow_up_id blob not null references follow_up (id),
    channel text not null,
    identity text not null unique,
    sealed blob not null,
    state text not null check (state in ('queued', 'sending', 'done', 'uncertain', 'failed')),
    attempts integer not null default 0,
    external_id text,
    created_at text not null,
    done_at text
) strict;

create table reading (
    id blob primary key,
    campaign_id blob not null references campaign (id),
    follow_up_id blob references follow_up (id),
    post text not null,
    network text not null check (network in ('bluesky', 'mastodon', 'x', 'instagram', 'threads', 'facebook', 'webhook')),
    unit text not null check (unit in ('impressions', 'views', 'reach', 'engagements')),
    value integer not null check (value >= 0),
    field text not null,
    definition text not null,
    read_at text not null,
    method text not null check (method in ('measured', 'estimated', 'by_hand', 'sample')),
    coverage_percent integer not null check (coverage_percent between 0 and 100),
    unique (campaign_id, post, unit, field, read_at)
) strict;
