-- Sessions, as Spring Session's JDBC repository expects them.

create table spring_session (
    primary_id            char(36) primary key,
    session_id            char(36) not null unique,
    -- Milliseconds since 1970
    creation_time         bigint   not null check (creation_time between 0 and 32503679999999),
    last_access_time      bigint   not null check (last_access_time between 0 and 32503679999999),
    -- Seconds. Zero or less would mean a session without end.
    max_inactive_interval integer  not null check (max_inactive_interval between 1 and 31536000),
    expiry_time           bigint   not null check (expiry_time between 0 and 32503679999999),
    principal_name        text check (is_plain_text(principal_name, 254))
);
create index spring_session_expiry on spring_session (expiry_time);
create index spring_session_principal on spring_session (principal_name);

create table spring_session_attributes (
    session_primary_id char(36) not null references spring_session on delete cascade,
    attribute_name     text     not null check (is_plain_text(attribute_name, 200)),
    -- More would not be read back
    attribute_bytes    bytea    not null check (length(attribute_bytes) between 1 and 65536),
    primary key (session_primary_id, attribute_name)
);

grant select, insert, update, delete on spring_session, spring_session_attributes to ${application_role};
