-- How many tries of a job ended with their worker: work that reaches the world is not given up for that.
alter table job add column lost bigint not null default 0;
-- The network that a job waits for: while it is away, one job asks for all.
alter table job add column network text;

-- The traveller's post that a follow-up post answers or quotes: how, and what the network calls it. Part of what is approved.
alter table follow_up add column answers text check (answers in ('reply', 'quote'));
alter table follow_up add column target_sealed bytea;
