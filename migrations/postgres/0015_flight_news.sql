-- Messages of flight news that came in by webhook, so that the same one again changes nothing; and the minutes in which
-- somebody has asked the flight API already.
create table hook_message (
    source text not null,
    id text not null,
    received_at timestamptz not null,
    primary key (source, id)
);
create index hook_message_by_time on hook_message (received_at);

-- A gift that could not be given where its flight left, offered where it lands. Until somebody answers nobody carries it.
create table arrival_offer (
    gift_id uuid primary key references gift (id),
    from_station text not null,
    to_station text not null,
    why text not null,
    offered_at timestamptz not null,
    answer text check (answer in ('accepted', 'refused', 'lapsed')),
    answered_at timestamptz,
    staff_id uuid,
    simulated boolean,
    check ((answer is null) = (answered_at is null))
);
create index arrival_offer_by_station on arrival_offer (to_station, answer);

-- A courier's next stop became another one; it stands on the list until somebody has seen it.
create table next_stop_news (
    id uuid primary key,
    campaign_id uuid not null references campaign (id),
    station text not null,
    courier_id uuid not null,
    gift_before uuid,
    gate_before text,
    gift_now uuid,
    gate_now text,
    told_at timestamptz not null,
    seen_at timestamptz,
    staff_id uuid,
    simulated boolean,
    check ((seen_at is null) = (staff_id is null))
);
create index next_stop_news_by_station on next_stop_news (station, seen_at);

-- A photo of a hand-over, sealed with the traveller's key: it can't be opened once they are erased.
create table gift_photo (
    gift_id uuid primary key references gift (id),
    person_id uuid not null references person (id),
    receipt_id uuid not null unique,
    sealed bytea not null,
    width bigint not null check (width > 0),
    height bigint not null check (height > 0),
    staff_id uuid not null,
    simulated boolean not null,
    received_at timestamptz not null
);
create index gift_photo_by_person on gift_photo (person_id);
