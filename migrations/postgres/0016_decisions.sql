-- What a planner asks of the next plan: this traveller gets this gift, or never gets it (any gift where none is named).
-- Outlives the traveller's own row, like the hold-out.
create table plan_wish (
    campaign_id uuid not null references campaign (id),
    traveller_id uuid not null,
    idea text not null,
    kind text not null check (kind in ('pin', 'exclude')),
    account_id uuid not null,
    simulated boolean not null,
    made_at timestamptz not null,
    primary key (campaign_id, traveller_id, idea)
);

-- Why an approver said no to exactly this content; the same content proposed again shows it.
create table turn_down (
    gift_id uuid not null references gift (id),
    content_hash text not null,
    why text not null check (why in ('wrong_person', 'not_tactful', 'too_late', 'wrong_gift', 'too_dear')),
    approver_id uuid not null,
    simulated boolean not null,
    turned_down_at timestamptz not null,
    primary key (gift_id, turned_down_at)
);
create index turn_down_by_content on turn_down (content_hash, turned_down_at);

-- Who wrote a post's text last, where a person did, and why it was sent back to them.
alter table follow_up add column edited_by uuid check (edited_by is null or approved_by is null or edited_by <> approved_by);
alter table follow_up add column sent_back_why text check (sent_back_why in ('says_too_much', 'wrong_tone', 'wrong_facts'));

-- The approvers' queue, by time left.
create index gift_to_approve on gift (campaign_id, window_closes_at, id) where state = 'proposed';
