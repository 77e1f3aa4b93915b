-- Who looks at a match now, why it was rejected, and the part of the queue's order that time does not change. Matches
-- from before have their probability as promise.
alter table candidate add column taken_by uuid;
alter table candidate add column taken_simulated boolean;
alter table candidate add column taken_at timestamptz;
alter table candidate add column taken_until timestamptz;
alter table candidate add column rejected_why text check (rejected_why in ('wrong_person', 'not_travelling', 'sensitive', 'too_little', 'other'));
alter table candidate add column promise double precision not null default 0;
update candidate set promise = probability;
create index candidate_by_leg on candidate (campaign_id, state, leg_id, promise desc, id);

-- Somebody asked that a stopped campaign goes on; another one has to confirm it. One waits at a time.
create table resume_request (
    id uuid primary key,
    campaign_id uuid not null references campaign (id),
    asked_by uuid not null,
    asked_role text not null,
    simulated boolean not null,
    asked_at timestamptz not null,
    expires_at timestamptz not null,
    confirmed_by uuid,
    confirmed_at timestamptz,
    ended_at timestamptz,
    check (confirmed_by is null or confirmed_by <> asked_by),
    check ((confirmed_by is null) = (confirmed_at is null)),
    check (confirmed_at is null or confirmed_at < expires_at)
);
create unique index resume_request_waiting on resume_request (campaign_id) where ended_at is null;
