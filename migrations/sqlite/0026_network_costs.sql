-- What calls of a network cost, by campaign, kind of call and day: amounts are millionths of the campaign's currency.
create table network_cost (
    campaign_id blob not null references campaign (id),
    network text not null,
    call text not null check (call in ('read', 'own_read', 'user', 'create', 'create_with_link', 'delete')),
    day text not null,
    units integer not null check (units >= 0),
    micros integer not null check (micros >= 0),
    primary key (campaign_id, network, call, day)
) strict;
