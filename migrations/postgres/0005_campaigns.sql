create table campaign (
    id uuid primary key,
    slug text not null unique,
    name text not null,
    state text not null check (state in ('draft', 'rehearsal', 'live', 'paused', 'cool_down', 'closed')),
    currency text not null,
    source text not null,
    source_hash text not null,
    targets_locked_at timestamptz,
    created_at timestamptz not null,
    changed_at timestamptz not null
);

-- One row a cap; the check is the last line of defence against overspending.
create table ledger_balance (
    campaign_id uuid not null references campaign (id),
    cap text not null,
    max_amount bigint not null check (max_amount >= 0),
    reserved bigint not null default 0 check (reserved >= 0),
    committed bigint not null default 0 check (committed >= 0),
    primary key (campaign_id, cap),
    check (reserved + committed <= max_amount)
);

create table ledger_entry (
    id uuid primary key,
    campaign_id uuid not null,
    cap text not null,
    kind text not null check (kind in ('reserve', 'commit', 'release')),
    sequence bigint not null,
    amount bigint not null check (amount >= 0),
    gift_id uuid not null,
    actor_id uuid not null,
    created_at timestamptz not null,
    foreign key (campaign_id, cap) references ledger_balance (campaign_id, cap),
    unique (gift_id, cap, kind),
    unique (campaign_id, sequence)
);
