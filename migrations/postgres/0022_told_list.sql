-- What a station's shift was told of its day by mail, so that it hears again when that changes and only then. No person
-- stands in it; it goes after two days.
create table told_list (
    station text not null,
    day_on date not null,
    gifts jsonb not null,
    number bigint not null,
    told_at timestamptz not null,
    primary key (station, day_on)
);
