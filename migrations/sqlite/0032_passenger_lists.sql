-- What the newest PNL or ADL message said of a passenger on a leg, by a keyed hash of locator and name: an older message that
-- comes late changes nothing, and nobody who was taken off the list comes back with an older file.
create table list_mark (
    leg_id blob not null references flight_leg (id),
    passenger blob not null,
    is_aboard integer not null,
    amends integer not null,
    sent_at text,
    told_at text not null,
    primary key (leg_id, passenger)
) strict;

-- Messages that were taken in, by a keyed hash: the same one again changes nothing.
create table list_message (
    fingerprint blob primary key,
    taken_at text not null
) strict;

-- Where a courier's rounds begin and end: a named place of the station's map; the desk where none is set.
alter table courier add column start_desk text;
