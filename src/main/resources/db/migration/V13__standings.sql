-- How users stand, asked for many at once. The function "standing_of" stays: instances of the version before ask for it
-- until they are replaced.

-- The signed-in users as they stand now, each by its place among those who are asked for, and the Organizations that they
-- belong to: first those whose admin they are, each part by name. No row: the user was retired, or has another password by
-- now. One row without an Organization: they belong to none. Beside it, so that there need be no second question: the
-- revision of the catalogue at that moment. It runs as the owner, since row-level security shows one user at a time.
create function standings_of(user_ids uuid[], credential_versions integer[])
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
