-- Every publication of a folder, in order; the last one is current. An edition that was published before and is not current any
-- more is not published again by itself: an instance that starts with an old folder would bring back what was retired.
create table publication (
    number       bigint generated always as identity primary key,
    -- SHA-256 over the names and contents of all files of the folder that are read
    edition      bytea       not null check (length(edition) = 32),
    -- Of the folder, as it was configured
    location     text        not null check (length(location) between 1 and 1000),
    published_at timestamptz not null default clock_timestamp()
);
create index publication_edition on publication (edition, number);

create trigger publication_never_changes before update or delete on publication
    for each row execute function refuse_change();
create trigger publication_never_empties before truncate on publication
    for each statement execute function refuse_change();
