-- Drawn at random before anyone chooses. Outlives the traveller's own row: an id without a person.
create table hold_out (
    campaign_id uuid not null references campaign (id),
    traveller_id uuid not null,
    stratum text not null,
    seed bigint not null,
    drawn_at timestamptz not null,
    primary key (campaign_id, traveller_id)
);

create table plan (
    id uuid primary key,
    campaign_id uuid not null references campaign (id),
    value bigint not null check (value >= 0),
    upper_bound bigint not null,
    gap double precision not null,
    seed bigint not null,
    caps jsonb not null,
    shadow_prices jsonb not null,
    created_at timestamptz not null,
    check (value <= upper_bound)
);
create index plan_by_campaign on plan (campaign_id, created_at);

create table gift (
    id uuid primary key,
    plan_id uuid not null references plan (id),
    campaign_id uuid not null references campaign (id),
    candidate_id uuid not null references candidate (id),
    traveller_id uuid not null references traveller (id),
    leg_id uuid not null references flight_leg (id),
    station text not null,
    hand_over_point text not null check (hand_over_point in ('departure', 'arrival')),
    idea text not null,
    cost_minor bigint not null check (cost_minor >= 0),
    score bigint not null,
    parts jsonb not null,
    facts jsonb not null,
    language text not null check (language in ('en', 'nl', 'es', 'de', 'ja')),
    content_hash text not null,
    state text not null check (state in ('draft', 'proposed', 'approved', 'picked_up', 'handed_over', 'declined', 'missed', 'withdrawn')),
    window_opens_at timestamptz,
    window_closes_at timestamptz,
    proposed_by uuid,
    approved_by uuid,
    approved_simulated boolean,
    approved_at timestamptz,
    withdrawn_why text,
    changed_at timestamptz not null,
    check (approved_by is null or approved_by <> proposed_by),
    check (window_opens_at is null or window_opens_at <= window_closes_at)
);
create index gift_by_campaign on gift (campaign_id, state, id);
create index gift_by_plan on gift (plan_id, score desc, id);
create index gift_by_leg on gift (leg_id);
create index gift_by_traveller on gift (traveller_id);
create index gift_by_candidate on gift (candidate_id);
create index gift_by_station on gift (station, window_closes_at, id);
create unique index gift_one_open_per_traveller on gift (campaign_id, traveller_id)
    where state in ('draft', 'proposed', 'approved', 'picked_up', 'handed_over', 'declined');

-- One yes of one approver to exactly this content; the campaign's tiers say how many a gift needs.
create table approval (
    gift_id uuid not null references gift (id),
    approver_id uuid not null,
    content_hash text not null,
    simulated boolean not null,
    approved_at timestamptz not null,
    primary key (gift_id, content_hash, approver_id)
);

-- Outlives the traveller's own row, like the hold-out.
create table not_chosen (
    plan_id uuid not null references plan (id),
    traveller_id uuid not null,
    why jsonb not null,
    primary key (plan_id, traveller_id)
);
