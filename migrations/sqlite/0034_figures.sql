-- How many matches a campaign had suggested and confirmed, whatever became of them since. Retention forgets matches, never their number.
create table match_count (
    campaign_id blob not null references campaign (id),
    step text not null check (step in ('suggested', 'confirmed')),
    n integer not null,
    primary key (campaign_id, step)
) strict;
insert into match_count (campaign_id, step, n) select campaign_id, 'suggested', count(*) from candidate group by campaign_id;
insert into match_count (campaign_id, step, n) select campaign_id, 'confirmed', count(*) from candidate c
    where state = 'confirmed' or exists (select 1 from gift where gift.candidate_id = c.id) group by campaign_id;

-- A campaign's figures come from these alone.
create index gift_figures on gift (campaign_id, station, language, state, proposed_by, approved_by);
create index follow_up_published on follow_up (campaign_id) where published_at is not null;
