-- What a device tells beside a hand-over: its own clock, how it was checked who it is, why nobody was met; and when a
-- gift that was not given came back to the desk.
alter table hand_over add column device_at timestamptz;
alter table hand_over add column checked_by text check (checked_by in ('pass', 'typed'));
alter table hand_over add column reason text check (reason in ('no_show', 'boarded', 'other_person', 'no_time'));
alter table hand_over add column returned_at timestamptz;

-- Who took a gift from the desk.
create table pick_up (
    gift_id uuid primary key references gift (id),
    receipt_id uuid not null unique,
    staff_id uuid not null,
    simulated boolean not null,
    device_at timestamptz,
    happened_at timestamptz not null,
    received_at timestamptz not null
);

-- Hand-overs that were taken back. One whose undo came before it has no outcome, and never counts.
create table undone_hand_over (
    receipt_id uuid primary key,
    gift_id uuid not null references gift (id),
    undo_receipt_id uuid not null,
    outcome text check (outcome in ('given', 'declined', 'not_found')),
    staff_id uuid not null,
    simulated boolean not null,
    happened_at timestamptz,
    device_at timestamptz not null,
    undone_at timestamptz not null
);
create index undone_hand_over_by_gift on undone_hand_over (gift_id);

-- What a device sent and nobody could take in: kept for people to look at.
create table unsettled_report (
    receipt_id uuid primary key,
    station text not null,
    gift_id uuid not null,
    kind text not null check (kind in ('pick_up', 'hand_over', 'undo')),
    outcome text check (outcome in ('given', 'declined', 'not_found')),
    code text not null,
    staff_id uuid not null,
    simulated boolean not null,
    device_at timestamptz not null,
    received_at timestamptz not null
);
create index unsettled_report_by_station on unsettled_report (station, received_at);

-- The count at the end of a shift; a difference is explained.
create table stock_count (
    id uuid primary key,
    station text not null,
    campaign_id uuid not null references campaign (id),
    idea text not null,
    expected bigint not null,
    counted bigint not null check (counted >= 0),
    why text check (why in ('damaged', 'lost', 'found', 'moved')),
    staff_id uuid not null,
    simulated boolean not null,
    counted_at timestamptz not null,
    check (why is not null or expected = counted)
);
create index stock_count_by_station on stock_count (station, counted_at);

-- A hand-over that was taken back is settled again: the same kinds of entries, one turn later.
create table ledger_entry_with_turns (
    id uuid primary key,
    campaign_id uuid not null,
    cap text not null,
    kind text not null check (kind in ('reserve', 'commit', 'release', 'recall')),
    sequence bigint not null,
    amount bigint not null check (amount >= 0),
    gift_id uuid not null,
    actor_id uuid not null,
    created_at timestamptz not null,
    turn bigint not null default 0 check (turn >= 0),
    foreign key (campaign_id, cap) references ledger_balance (campaign_id, cap),
    unique (gift_id, cap, kind, turn),
    unique (campaign_id, sequence)
);
insert into ledger_entry_with_turns (id, campaign_id, cap, kind, sequence, amount, gift_id, actor_id, created_at)
    select id, campaign_id, cap, kind, sequence, amount, gift_id, actor_id, created_at from ledger_entry;
drop table ledger_entry;
alter table ledger_entry_with_turns rename to ledger_entry;
