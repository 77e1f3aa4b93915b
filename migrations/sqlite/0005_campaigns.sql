create table campaign (
    id blob primary key,
    slug text not null unique,
    name text not null,
    state text not null check (state in ('draft', 'rehearsal', 'live', 'paused', 'cool_down', 'closed')),
    currency text not null,
    source text not null,
    source_hash text not null,
    targets_locked_at text,
    created_at text not null,
    changed_at text not null
) strict;

-- One row a cap; the check is the last line of defence against overspending.
create table ledger_balance (
    campaign_id blob not null references campaign (id),
    cap text not null,
    max_amount integer not null check (max_amount >= 0),
    reserved integer not null default 0 check (reserved >= 0),
    committed integer not null default 0 check (committed >= 0),
    primary key (campaign_id, cap),
    check (reserved + committed <= max_amount)
) strict;

create table ledger_entry (
    id blob primary key,
    campaign_id blob not null,
    cap text not null,
    kind text not null check (kind in ('reserve', 'commit', 'release')),
    sequence integer not null,
    amount integer not null check (amount >= 0),
    gift_id blob not null,
    actor_id blob not null,
    created_at text not null,
    foreign key (campaign_id, cap) references ledger_balance (campaign_id, cap),
    unique (gift_id, cap, kind),
    unique (campaign_id, sequence)
) strict;
