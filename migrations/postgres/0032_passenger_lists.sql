-- What the newest PNL or ADL message said of a passenger on a leg, by a keyed hash of locator and name: an older message that
-- comes late changes nothing, and nobody who was taken off the list comes back with an older file.
create table list_mark (
    leg_id uuid not null references flight_leg (id),
    passenger bytea not null,
    is_aboard boolean not null,
    amends boolean not null,
    sent_at timestamptz,
    told_at timestamptz not null,
    primary key (leg_id, passenger)
);

-- Messages that were taken in, by a keyed hash: the same one again changes nothing.
create table list_message (
    fingerprint bytea primary key,
    taken_at timestamptz not null
);

-- Where a courier's rounds begin and end: a named place of the station's map; the desk where none is set.
alter table courier add column start_desk text;
