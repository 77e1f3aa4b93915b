-- What the report counts, kept beside the readings so that a report over a million of them is a few rows: the newest figure
-- of each post and field, and by how much sums moved up to the end of each hour. A reading set aside counts nowhere.
alter table reading add column set_aside_at timestamptz;
alter table reading add column set_aside_by uuid;
alter table reading add column attachment_id uuid;

create table reading_newest (
    campaign_id uuid not null references campaign (id),
    post text not null,
    unit text not null,
    field text not null,
    network text not null,
    definition text not null,
    method text not null,
    value bigint not null,
    coverage_percent bigint not null,
    read_at timestamptz not null,
    primary key (campaign_id, post, unit, field)
);
create index reading_newest_by_value on reading_newest (campaign_id, unit, value desc);

create table reading_step (
    campaign_id uuid not null references campaign (id),
    network text not null,
    unit text not null,
    field text not null,
    definition text not null,
    method text not null,
    until_at timestamptz not null,
    change bigint not null,
    primary key (campaign_id, network, unit, field, definition, method, until_at)
);

-- What a person should look at before believing a figure: it fell, contradicts another, changed its definition.
create table reading_note (
    campaign_id uuid not null references campaign (id),
    post text not null,
    unit text not null,
    field text not null,
    place bigint not null,
    note text not null,
    primary key (campaign_id, post, unit, field, place)
);

-- When each post's figures are to be read, by the post's age.
create table reading_slot (
    follow_up_id uuid not null references follow_up (id),
    age_hours bigint not null,
    campaign_id uuid not null references campaign (id),
    network text not null,
    address text not null,
    due_at timestamptz not null,
    until_at timestamptz not null,
    by_hand boolean not null,
    slot text not null check (slot in ('later', 'due', 'read', 'missed')),
    primary key (follow_up_id, age_hours)
);
create index reading_slot_by_state on reading_slot (campaign_id, slot, due_at);

-- Figures that a network stopped giving: "not available since", never 0.
create table retired_figure (
    network text not null,
    unit text not null,
    field text not null,
    since_on date not null,
    noted_by uuid not null,
    noted_at timestamptz not null,
    primary key (network, unit, field)
);

-- Files that figures were taken from, kept as evidence; a preview that nobody took goes after a day.
create table attachment (
    id uuid primary key,
    campaign_id uuid not null references campaign (id),
    name text not null,
    bytes bytea not null,
    content_hash text not null,
    state text not null check (state in ('preview', 'kept')),
    made_by uuid not null,
    made_at timestamptz not null
);
create index attachment_by_campaign on attachment (campaign_id, state, made_at);

-- What the report needs to know beside the counts. Money is minor units of the campaign's currency.
create table report_setting (
    campaign_id uuid primary key references campaign (id),
    margin_minor bigint check (margin_minor >= 0),
    staff_hour_minor bigint check (staff_hour_minor >= 0),
    wrapping_minor bigint check (wrapping_minor >= 0),
    credits_minor bigint check (credits_minor >= 0),
    base_percent bigint check (base_percent between 0 and 99),
    earned_mille_minor bigint check (earned_mille_minor >= 0),
    changed_at timestamptz not null
);

create table locked_target (
    campaign_id uuid not null references campaign (id),
    metric text not null,
    value bigint not null check (value >= 0),
    locked_at timestamptz not null,
    primary key (campaign_id, metric)
);

create table target_edit (
    id uuid primary key,
    campaign_id uuid not null references campaign (id),
    metric text not null,
    was bigint,
    value bigint not null check (value >= 0),
    why text not null,
    edited_by uuid not null,
    edited_role text not null,
    edited_at timestamptz not null
);
create index target_edit_by_campaign on target_edit (campaign_id, edited_at, id);

-- The report a campaign was closed with, figure by figure.
create table closing_report (
    campaign_id uuid primary key references campaign (id),
    figures text not null,
    content_hash text not null,
    closed_by uuid not null,
    closed_role text not null,
    closed_at timestamptz not null
);

create table case_study (
    campaign_id uuid primary key references campaign (id),
    slug text not null unique,
    title text not null,
    story text not null,
    language text not null check (language in ('en', 'nl', 'es', 'de', 'ja')),
    state text not null check (state in ('draft', 'published', 'withdrawn')),
    figures text not null,
    content_hash text not null,
    published_at timestamptz,
    withdrawn_at timestamptz,
    changed_by uuid not null,
    changed_at timestamptz not null
);

-- What a traveller said, shown only while their consent to reuse stands; sealed with their key.
create table case_quote (
    id uuid primary key,
    campaign_id uuid not null references case_study (campaign_id),
    gift_id uuid not null references gift (id),
    sealed bytea not null,
    named boolean not null,
    made_at timestamptz not null
);
create index case_quote_by_campaign on case_quote (campaign_id, made_at, id);

create table share_link (
    token_hash bytea primary key,
    id uuid not null unique,
    campaign_id uuid not null references campaign (id),
    purpose text not null check (purpose in ('report', 'calendar')),
    made_by uuid not null,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);
create index share_link_by_campaign on share_link (campaign_id, made_at);

-- How many posts named a theme (a complaint's kind, a station, an interest), by hour. No row tells of a person.
create table theme_count (
    hour_at timestamptz not null,
    theme text not null,
    n bigint not null check (n >= 0),
    primary key (theme, hour_at)
);
create index theme_count_by_hour on theme_count (hour_at);

create table theme_idea (
    id uuid primary key,
    theme text not null,
    note text not null,
    kind text not null check (kind in ('task', 'campaign')),
    done_at timestamptz,
    made_by uuid not null,
    made_at timestamptz not null
);

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
