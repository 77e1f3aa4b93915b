-- Messages of flight news that came in by webhook, so that the same one again changes nothing; and the minutes in which
-- somebody has asked the flight API already.
create table hook_message (
    source text not null,
    id text not null,
    received_at text not null,
    primary key (source, id)
) strict;
create index hook_message_by_time on hook_message (received_at);

-- A gift that could not be given where its flight left, offered where it lands. Until somebody answers nobody carries it.
create table arrival_offer (
    gift_id blob primary key references gift (id),
    from_station text not null,
    to_station text not null,
    why text not null,
    offered_at text not null,
    answer text check (answer in ('accepted', 'refused', 'lapsed')),
    answered_at text,
    staff_id blob,
    simulated integer,
    check ((answer is null) = (answered_at is null))
) strict;
create index arrival_offer_by_station on arrival_offer (to_station, answer);

-- A courier's next stop became another one; it stands on the list until somebody has seen it.
create table next_stop_news (
    id blob primary key,
    campaign_id blob not null references campaign (id),
    station text not null,
    courier_id blob not null,
    gift_before blob,
    gate_before text,
    gift_now blob,
    gate_now text,
    told_at text not null,
    seen_at text,
    staff_id blob,
    simulated integer,
    check ((seen_at is null) = (staff_id is null))
) strict;
create index next_stop_news_by_station on next_stop_news (station, seen_at);

-- A photo of a hand-over, sealed with the traveller's key: it can't be opened once they are erased.
create table gift_photo (
    gift_id blob primary key references gift (id),
    person_id blob not null references person (id),
    receipt_id blob not null unique,
    sealed blob not null,
    width integer not null check (width > 0),
    height integer not null check (height > 0),
    staff_id blob not null,
    simulated integer not null,
    received_at text not null
) strict;
create index gift_photo_by_person on gift_photo (person_id);
