-- Every publication of a folder, in order; the last one is current. An earlier edition is not published again by itself: an
-- instance that starts with an old folder would bring back what was retired.

create table publication (
    number       bigint generated always as identity primary key,
    -- SHA-256 over the names and contents of all files of the folder that are read
    edition      bytea       not null check (length(edition) = 32),
    -- Of the folder, as configured
    location     text        not null check (length(location) between 1 and 1000),
    published_at timestamptz not null default clock_timestamp()
);
create index publication_edition on publication (edition, number);
