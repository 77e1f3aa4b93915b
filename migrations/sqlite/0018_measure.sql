-- What the report counts, kept beside the readings so that a report over a million of them is a few rows: the newest figure
-- of each post and field, and by how much sums moved up to the end of each hour. A reading set aside counts nowhere.
alter table reading add column set_aside_at text;
alter table reading add column set_aside_by blob;
alter table reading add column attachment_id blob;

create table reading_newest (
    campaign_id blob not null references campaign (id),
    post text not null,
    unit text not null,
    field text not null,
    network text not null,
    definition text not null,
    method text not null,
    value integer not null,
    coverage_percent integer not null,
    read_at text not null,
    primary key (campaign_id, post, unit, field)
) strict;
create index reading_newest_by_value on reading_newest (campaign_id, unit, value desc);

create table reading_step (
    campaign_id blob not null references campaign (id),
    network text not null,
    unit text not null,
    field text not null,
    definition text not null,
    method text not null,
    until_at text not null,
    change integer not null,
    primary key (campaign_id, network, unit, field, definition, method, until_at)
) strict;

-- What a person should look at before believing a figure: it fell, contradicts another, changed its definition.
create table reading_note (
    campaign_id blob not null references campaign (id),
    post text not null,
    unit text not null,
    field text not null,
    place integer not null,
    note text not null,
    primary key (campaign_id, post, unit, field, place)
) strict;

-- When each post's figures are to be read, by the post's age.
create table reading_slot (
    follow_up_id blob not null references follow_up (id),
    age_hours integer not null,
    campaign_id blob not null references campaign (id),
    network text not null,
    address text not null,
    due_at text not null,
    until_at text not null,
    by_hand integer not null,
    slot text not null check (slot in ('later', 'due', 'read', 'missed')),
    primary key (follow_up_id, age_hours)
) strict;
create index reading_slot_by_state on reading_slot (campaign_id, slot, due_at);

-- Figures that a network stopped giving: "not available since", never 0.
create table retired_figure (
    network text not null,
    unit text not null,
    field text not null,
    since_on text not null,
    noted_by blob not null,
    noted_at text not null,
    primary key (network, unit, field)
) strict;

-- Files that figures were taken from, kept as evidence; a preview that nobody took goes after a day.
create table attachment (
    id blob primary key,
    campaign_id blob not null references campaign (id),
    name text not null,
    bytes blob not null,
    content_hash text not null,
    state text not null check (state in ('preview', 'kept')),
    made_by blob not null,
    made_at text not null
) strict;
create index attachment_by_campaign on attachment (campaign_id, state, made_at);

-- What the report needs to know beside the counts. Money is minor units of the campaign's currency.
create table report_setting (
    campaign_id blob primary key references campaign (id),
    margin_minor integer check (margin_minor >= 0),
    staff_hour_minor integer check (staff_hour_minor >= 0),
    wrapping_minor integer check (wrapping_minor >= 0),
    credits_minor integer check (credits_minor >= 0),
    base_percent integer check (base_percent between 0 and 99),
    earned_mille_minor integer check (earned_mille_minor >= 0),
    changed_at text not null
) strict;

create table locked_target (
    campaign_id blob not null references campaign (id),
    metric text not null,
    value integer not null check (value >= 0),
    locked_at text not null,
    primary key (campaign_id, metric)
) strict;

create table target_edit (
    id blob primary key,
    campaign_id blob not null references campaign (id),
    metric text not null,
    was integer,
    value integer not null check (value >= 0),
    why text not null,
    edited_by blob not null,
    edited_role text not null,
    edited_at text not null
) strict;
create index target_edit_by_campaign on target_edit (campaign_id, edited_at, id);

-- The report a campaign was closed with, figure by figure.
create table closing_report (
    campaign_id blob primary key references campaign (id),
    figures text not null,
    content_hash text not null,
    closed_by blob not null,
    closed_role text not null,
    closed_at text not null
) strict;

create table case_study (
    campaign_id blob primary key references campaign (id),
    slug text not null unique,
    title text not null,
    story text not null,
    language text not null check (language in ('en', 'nl', 'es', 'de', 'ja')),
    state text not null check (state in ('draft', 'published', 'withdrawn')),
    figures text not null,
    content_hash text not null,
    published_at text,
    withdrawn_at text,
    changed_by blob not null,
    changed_at text not null
) strict;

-- What a traveller said, shown only while their consent to reuse stands; sealed with their key.
create table case_quote (
    id blob primary key,
    campaign_id blob not null references case_study (campaign_id),
    gift_id blob not null references gift (id),
    sealed blob not null,
    named integer not null,
    made_at text not null
) strict;
create index case_quote_by_campaign on case_quote (campaign_id, made_at, id);

create table share_link (
    token_hash blob primary key,
    id blob not null unique,
    campaign_id blob not null references campaign (id),
    purpose text not null check (purpose in ('report', 'calendar')),
    made_by blob not null,
    made_at text not null,
    expires_at text not null,
    revoked_at text
) strict;
create index share_link_by_campaign on share_link (campaign_id, made_at);

-- How many posts named a theme (a complaint's kind, a station, an interest), by hour. No row tells of a person.
create table theme_count (
    hour_at text not null,
    theme text not null,
    n integer not null check (n >= 0),
    primary key (theme, hour_at)
) strict;
create index theme_count_by_hour on theme_count (hour_at);

create table theme_idea (
    id blob primary key,
    theme text not null,
    note text not null,
    kind text not null check (kind in ('task', 'campaign')),
    done_at text,
    made_by blob not null,
    made_at text not null
) strict;

insert into reading_newest (campaign_id, post, unit, field, network, definition, method, value, coverage_percent, read_at)
select campaign_id, post, unit, field, network, definition, method, value, coverage_percent, read_at from
    (select reading.*, row_number() over (partition by campaign_id, post, unit, field order by read_at desc) as place from reading) as last
where place = 1;
insert into reading_step (campaign_id, network, unit, field, definition, method, until_at, change)
select campaign_id, network, unit, field, definition, method, until_at, sum(change) from
    (select campaign_id, network, unit, field, definition, method,
        read_at as until_at,
        value - coalesce(lag(value) over (partition by campaign_id, post, network, unit, field, definition, method order by read_at), 0) as change
    from reading) as moved
group by campaign_id, network, unit, field, definition, method, until_at;
