-- Who looks at a match now, why it was rejected, and the part of the queue's order that time does not change. Matches
-- from before have their probability as promise.
alter table candidate add column taken_by blob;
alter table candidate add column taken_simulated integer;
alter table candidate add column taken_at text;
alter table candidate add column taken_until text;
alter table candidate add column rejected_why text check (rejected_why in ('wrong_person', 'not_travelling', 'sensitive', 'too_little', 'other'));
alter table candidate add column promise real not null default 0;
update candidate set promise = probability;
create index candidate_by_leg on candidate (campaign_id, state, leg_id, promise desc, id);

-- Somebody asked that a stopped campaign goes on; another one has to confirm it. One waits at a time.
create table resume_request (
    id blob primary key,
    campaign_id blob not null references campaign (id),
    asked_by blob not null,
    asked_role text not null,
    simulated integer not null,
    asked_at text not null,
    expires_at text not null,
    confirmed_by blob,
    confirmed_at text,
    ended_at text,
    check (confirmed_by is null or confirmed_by <> asked_by),
    check ((confirmed_by is null) = (confirmed_at is null)),
    check (confirmed_at is null or confirmed_at < expires_at)
) strict;
create unique index resume_request_waiting on resume_request (campaign_id) where ended_at is null;
