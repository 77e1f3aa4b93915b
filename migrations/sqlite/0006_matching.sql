create table candidate (
    id blob primary key,
    campaign_id blob not null references campaign (id),
    post_id blob not null references post (id),
    author_id blob not null references author (id),
    traveller_id blob not null references traveller (id),
    leg_id blob not null references flight_leg (id),
    probability real not null check (probability >= 0 and probability <= 1),
    weight real not null,
    evidence text not null,
    facts text not null,
    basis text not null check (basis in ('opted_in', 'gave_handle', 'mentioned_us', 'open_search')),
    state text not null check (state in ('suggested', 'confirmed', 'rejected', 'ambiguous', 'expired', 'withdrawn')),
    decided_by blob,
    decided_simulated integer,
    decided_at text,
    created_at text not null,
    unique (campaign_id, post_id, traveller_id, leg_id)
) strict;
create index candidate_by_state on candidate (campaign_id, state, probability desc, id);
create index candidate_by_probability on candidate (campaign_id, probability desc, id);
create index candidate_by_traveller on candidate (traveller_id);
create index candidate_by_post on candidate (post_id);
create index candidate_by_author on candidate (author_id);
