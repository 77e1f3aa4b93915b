-- Posts are counted for the campaign that listened: two campaigns that read the same stream each have their own figures. What was
-- counted before was shown to every campaign and stays so.
create table campaign_intake (
    campaign_id uuid not null references campaign (id) on delete cascade,
    on_day date not null,
    step text not null check (step in ('read', 'not_about_travel', 'screened', 'left_alone', 'suppressed', 'deleted', 'no_basis', 'unmatched', 'duplicate', 'matched')),
    detail text not null,
    n bigint not null check (n >= 0),
    primary key (campaign_id, on_day, step, detail)
);
insert into campaign_intake (campaign_id, on_day, step, detail, n) select c.id, i.on_day, i.step, i.detail, i.n from campaign c cross join intake_count i;
drop table intake_count;
alter table campaign_intake rename to intake_count;
