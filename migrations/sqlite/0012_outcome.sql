-- Which group a lot put a traveller into, and the bookings they made later. The traveller is a keyed hash of the
-- airline's own key: it names nobody, and outlives their booking so that effects can be counted.
create table assignment (
    campaign_id blob not null references campaign (id),
    subject blob not null,
    held_out integer not null,
    stratum text not null,
    assigned_at text not null,
    primary key (campaign_id, subject)
) strict;
create index assignment_by_subject on assignment (subject);
create index assignment_by_time on assignment (assigned_at);

create table later_booking (
    campaign_id blob not null,
    subject blob not null,
    booked_at text not null,
    seen_at text not null,
    primary key (campaign_id, subject, booked_at),
    foreign key (campaign_id, subject) references assignment (campaign_id, subject) on delete cascade
) strict;
