-- What a station's shift was told of its day by mail, so that it hears again when that changes and only then. No person
-- stands in it; it goes after two days.
create table told_list (
    station text not null,
    day_on text not null,
    gifts text not null,
    number integer not null,
    told_at text not null,
    primary key (station, day_on)
) strict;
