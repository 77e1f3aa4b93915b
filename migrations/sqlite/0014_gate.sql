-- What a device tells beside a hand-over: its own clock, how it was checked who it is, why nobody was met; and when a
-- gift that was not given came back to the desk.
alter table hand_over add column device_at text;
alter table hand_over add column checked_by text check (checked_by in ('pass', 'typed'));
alter table hand_over add column reason text check (reason in ('no_show', 'boarded', 'other_person', 'no_time'));
alter table hand_over add column returned_at text;

-- Who took a gift from the desk.
create table pick_up (
    gift_id blob primary key references gift (id),
    receipt_id blob not null unique,
    staff_id blob not null,
    simulated integer not null,
    device_at text,
    happened_at text not null,
    received_at text not null
) strict;

-- Hand-overs that were taken back. One whose undo came before it has no outcome, and never counts.
create table undone_hand_over (
    receipt_id blob primary key,
    gift_id blob not null references gift (id),
    undo_receipt_id blob not null,
    outcome text check (outcome in ('given', 'declined', 'not_found')),
    staff_id blob not null,
    simulated integer not null,
    happened_at text,
    device_at text not null,
    undone_at text not null
) strict;
create index undone_hand_over_by_gift on undone_hand_over (gift_id);

-- What a device sent and nobody could take in: kept for people to look at.
create table unsettled_report (
    receipt_id blob primary key,
    station text not null,
    gift_id blob not null,
    kind text not null check (kind in ('pick_up', 'hand_over', 'undo')),
    outcome text check (outcome in ('given', 'declined', 'not_found')),
    code text not null,
    staff_id blob not null,
    simulated integer not null,
    device_at text not null,
    received_at text not null
) strict;
create index unsettled_report_by_station on unsettled_report (station, received_at);

-- The count at the end of a shift; a difference is explained.
create table stock_count (
    id blob primary key,
    station text not null,
    campaign_id blob not null references campaign (id),
    idea text not null,
    expected integer not null,
    counted integer not null check (counted >= 0),
    why text check (why in ('damaged', 'lost', 'found', 'moved')),
    staff_id blob not null,
    simulated integer not null,
    counted_at text not null,
    check (why is not null or expected = counted)
) strict;
create index stock_count_by_station on stock_count (station, counted_at);

-- A hand-over that was taken back is settled again: the same kinds of entries, one turn later.
create table ledger_entry_with_turns (
    id blob primary key,
    campaign_id blob not null,
    cap text not null,
    kind text not null check (kind in ('reserve', 'commit', 'release', 'recall')),
    sequence integer not null,
    amount integer not null check (amount >= 0),
    gift_id blob not null,
    actor_id blob not null,
    created_at text not null,
    turn integer not null default 0 check (turn >= 0),
    foreign key (campaign_id, cap) references ledger_balance (campaign_id, cap),
    unique (gift_id, cap, kind, turn),
    unique (campaign_id, sequence)
) strict;
insert into ledger_entry_with_turns (id, campaign_id, cap, kind, sequence, amount, gift_id, actor_id, created_at)
    select id, campaign_id, cap, kind, sequence, amount, gift_id, actor_id, created_at from ledger_entry;
drop table ledger_entry;
alter table ledger_entry_with_turns rename to ledger_entry;
