-- What the revisions of sessions and of users are needed for: an instance keeps both as long as they have not changed.

create or replace function standings_of(user_ids uuid[], credential_versions integer[])
    returns table (place bigint, user_name text, user_email text, organization_id uuid, slug text,
                   organization_name text, role text, catalogue_revision uuid)
    language plpgsql stable rows 10 security definer set search_path = compliance_center, pg_temp
    -- Otherwise it is planned anew for each number of users, which takes longer than it.
    set plan_cache_mode = force_generic_plan as
$$
begin
    return query
        select asked.place, u.name, u.email, o.id, o.slug, o.name, m.role, (select revision from catalogue_revision)
          from unnest(user_ids, credential_versions) with ordinality as asked (id, version, place)
          join user_account u
            on u.id = asked.id and u.credential_version = asked.version and u.retired_at is null
          left join (member m join organization o
                        on o.id = m.organization_id and o.retired_at is null and m.retired_at is null)
            on m.user_id = u.id
         order by asked.place, m.role = 'ADMIN' desc, lower(o.name), o.id;
end
$$;
revoke all on function standings_of(uuid[], integer[]) from public;
grant execute on function standings_of(uuid[], integer[]) to ${application_role};

create or replace function revise_directory() returns trigger
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

create or replace trigger changed_user_revises_directory after update on user_account
    referencing new table as changed for each statement execute function revise_directory();
create or replace trigger removed_user_revises_directory after delete on user_account
    referencing old table as changed for each statement execute function revise_directory();
create or replace trigger changed_organization_revises_directory after update on organization
    referencing new table as changed for each statement execute function revise_directory();
create or replace trigger added_member_revises_directory after insert on member
    referencing new table as changed for each statement execute function revise_directory();
create or replace trigger changed_member_revises_directory after update on member
    referencing new table as changed for each statement execute function revise_directory();
create or replace trigger removed_member_revises_directory after delete on member
    referencing old table as changed for each statement execute function revise_directory();

-- Of each session, with its attributes: one for all would make whoever signs in wait for everyone who is just signing in.

create or replace function revise_session() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    new.revision := gen_random_uuid();
    return new;
end
$$;

create or replace trigger change_revises_session before update on spring_session
    for each row execute function revise_session();

create or replace function revise_session_of_attribute() returns trigger
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

create or replace trigger attribute_revises_session after insert or update or delete on spring_session_attributes
    for each row execute function revise_session_of_attribute();
create or replace trigger truncation_revises_sessions after truncate on spring_session_attributes
    for each statement execute function revise_session_of_attribute();
