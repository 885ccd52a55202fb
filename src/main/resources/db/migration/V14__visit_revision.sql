-- Every request begins with its session and how the user in it stands. Both hardly ever change, so an instance may keep them
-- as long as it asks, at each request, whether anything has changed since. That is what these revisions tell.

-- Names what users and their Organizations are, and what the sessions of signed-in users hold. As that of the catalogue, a
-- revision is another one after every change, whoever makes it, and never the same one again. There are two, because a
-- change waits for another one of the same part: signing in must not wait until a whole folder has been published.
-- (Users and Organizations cannot be truncated: the record refers to them.)
create table visit_revision (
    part     text primary key check (part in ('directory', 'sessions')),
    revision uuid not null default gen_random_uuid()
);
insert into visit_revision (part) values ('directory'), ('sessions');
grant select on visit_revision to ${application_role};

create function revise_visits() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    update visit_revision set revision = gen_random_uuid() where part = tg_argv[0];
    return null;
end
$$;
revoke all on function revise_visits() from public;

create trigger user_revises_visits after insert or update or delete on user_account
    for each statement execute function revise_visits('directory');
create trigger organization_revises_visits after insert or update or delete on organization
    for each statement execute function revise_visits('directory');
create trigger member_revises_visits after insert or update or delete on member
    for each statement execute function revise_visits('directory');

-- Sessions of those who have not signed in are not kept, and neither is one that was not used for a minute. So the time of the
-- last use is no change, and neither is the removal of a session whose time is over.
create trigger session_change_revises_visits after update on spring_session
    for each row
    when (old.principal_name is not null
          and (old.session_id, old.principal_name, old.creation_time, old.max_inactive_interval)
              is distinct from (new.session_id, new.principal_name, new.creation_time, new.max_inactive_interval))
    execute function revise_visits('sessions');
create trigger session_end_revises_visits after delete on spring_session
    for each row
    when (old.principal_name is not null and old.expiry_time > extract(epoch from now()) * 1000)
    execute function revise_visits('sessions');
create trigger session_truncation_revises_visits after truncate on spring_session
    for each statement execute function revise_visits('sessions');

create function attribute_revises_visits() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    if tg_op = 'TRUNCATE' or exists (
        select from spring_session
         where primary_id in (old.session_primary_id, new.session_primary_id) and principal_name is not null)
    then
        update visit_revision set revision = gen_random_uuid() where part = 'sessions';
    end if;
    return null;
end
$$;
revoke all on function attribute_revises_visits() from public;

create trigger attribute_revises_visits after insert or update or delete on spring_session_attributes
    for each row execute function attribute_revises_visits();
create trigger attribute_truncation_revises_visits after truncate on spring_session_attributes
    for each statement execute function attribute_revises_visits();
