create table candidate (
    id uuid primary key,
    campaign_id uuid not null references campaign (id),
    post_id uuid not null references post (id),
    author_id uuid not null references author (id),
    traveller_id uuid not null references traveller (id),
    leg_id uuid not null references flight_leg (id),
    probability double precision not null check (probability >= 0 and probability <= 1),
    weight double precision not null,
    evidence jsonb not null,
    facts jsonb not null,
    basis text not null check (basis in ('opted_in', 'gave_handle', 'mentioned_us', 'open_search')),
    state text not null check (state in ('suggested', 'confirmed', 'rejected', 'ambiguous', 'expired', 'withdrawn')),
    decided_by uuid,
    decided_simulated boolean,
    decided_at timestamptz,
    created_at timestamptz not null,
    unique (campaign_id, post_id, traveller_id, leg_id)
);
create index candidate_by_state on candidate (campaign_id, state, probability desc, id);
create index candidate_by_probability on candidate (campaign_id, probability desc, id);
create index candidate_by_traveller on candidate (traveller_id);
create index candidate_by_post on candidate (post_id);
create index candidate_by_author on candidate (author_id);
