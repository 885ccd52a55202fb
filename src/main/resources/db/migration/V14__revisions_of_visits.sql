-- Every request begins with its session and how the user in it stands. Both hardly ever change, so an instance may keep them
-- as long as it asks, at each request, whether anything has changed since. That is what these revisions tell. As that of the
-- catalogue, a revision is another one after every change, whoever makes it, and never the same one again.

-- Of users, Organizations, and who belongs to which, as far as anybody can be signed in: a user or an Organization that is
-- added has no members, and one that is removed has none left. (None of these can be truncated: the record refers to them.)
create table directory_revision (
    singleton boolean primary key default true check (singleton),
    revision  uuid not null default gen_random_uuid()
);
insert into directory_revision default values;
grant select on directory_revision to ${application_role};

create function revise_directory() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    -- Publishing what is there already changes nothing, and must not wait for whoever is about to.
    if exists (select from changed) then
        update directory_revision set revision = gen_random_uuid();
    end if;
    return null;
end
$$;
revoke all on function revise_directory() from public;

create trigger changed_user_revises_directory after update on user_account
    referencing new table as changed for each statement execute function revise_directory();
create trigger removed_user_revises_directory after delete on user_account
    referencing old table as changed for each statement execute function revise_directory();
create trigger changed_organization_revises_directory after update on organization
    referencing new table as changed for each statement execute function revise_directory();
create trigger added_member_revises_directory after insert on member
    referencing new table as changed for each statement execute function revise_directory();
create trigger changed_member_revises_directory after update on member
    referencing new table as changed for each statement execute function revise_directory();
create trigger removed_member_revises_directory after delete on member
    referencing old table as changed for each statement execute function revise_directory();

-- Of each session, with its attributes: one for all would make whoever signs in wait for everyone who is just signing in.
alter table spring_session add column revision uuid not null default gen_random_uuid();

create function revise_session() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    new.revision := gen_random_uuid();
    return new;
end
$$;

create trigger change_revises_session before update on spring_session
    for each row execute function revise_session();

create function revise_session_of_attribute() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    if tg_op = 'TRUNCATE' then
        update spring_session set revision = default;
    else
        update spring_session set revision = default
         where primary_id in (old.session_primary_id, new.session_primary_id);
    end if;
    return null;
end
$$;

create trigger attribute_revises_session after insert or update or delete on spring_session_attributes
    for each row execute function revise_session_of_attribute();
create trigger truncation_revises_sessions after truncate on spring_session_attributes
    for each statement execute function revise_session_of_attribute();
