-- Drawn at random before anyone chooses. Outlives the traveller's own row: an id without a person.
create table hold_out (
    campaign_id blob not null references campaign (id),
    traveller_id blob not null,
    stratum text not null,
    seed integer not null,
    drawn_at text not null,
    primary key (campaign_id, traveller_id)
) strict;

create table plan (
    id blob primary key,
    campaign_id blob not null references campaign (id),
    value integer not null check (value >= 0),
    upper_bound integer not null,
    gap real not null,
    seed integer not null,
    caps text not null,
    shadow_prices text not null,
    created_at text not null,
    check (value <= upper_bound)
) strict;
create index plan_by_campaign on plan (campaign_id, created_at);

create table gift (
    id blob primary key,
    plan_id blob not null references plan (id),
    campaign_id blob not null references campaign (id),
    candidate_id blob not null references candidate (id),
    traveller_id blob not null references traveller (id),
    leg_id blob not null references flight_leg (id),
    station text not null,
    hand_over_point text not null check (hand_over_point in ('departure', 'arrival')),
    idea text not null,
    cost_minor integer not null check (cost_minor >= 0),
    score integer not null,
    parts text not null,
    facts text not null,
    language text not null check (language in ('en', 'nl', 'es', 'de', 'ja')),
    content_hash text not null,
    state text not null check (state in ('draft', 'proposed', 'approved', 'picked_up', 'handed_over', 'declined', 'missed', 'withdrawn')),
    window_opens_at text,
    window_closes_at text,
    proposed_by blob,
    approved_by blob,
    approved_simulated integer,
    approved_at text,
    withdrawn_why text,
    changed_at text not null,
    check (approved_by is null or approved_by <> proposed_by),
    check (window_opens_at is null or window_opens_at <= window_closes_at)
) strict;
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
    gift_id blob not null references gift (id),
    approver_id blob not null,
    content_hash text not null,
    simulated integer not null,
    approved_at text not null,
    primary key (gift_id, content_hash, approver_id)
) strict;

-- Outlives the traveller's own row, like the hold-out.
create table not_chosen (
    plan_id blob not null references plan (id),
    traveller_id blob not null,
    why text not null,
    primary key (plan_id, traveller_id)
) strict;
