-- How users stand, asked for many at once.

drop function standing_of(uuid, integer);

-- The signed-in users as they stand now, each by its place among those who are asked for, and the Organizations that they
-- belong to: first those whose admin they are, each part by name. No row: the user was retired, or has another password by
-- now. One row without an Organization: they belong to none. Row-level security shows them, so the function tells it who
-- asks, one after the other and for the time of this question only. Beside it, so that there need be no second question: the
-- revision of the catalogue at that moment.
create function standings_of(user_ids uuid[], credential_versions integer[])
    returns table (place integer, user_name text, user_email text, organization_id uuid, slug text,
                   organization_name text, role text, catalogue_revision uuid)
    language plpgsql volatile rows 10 as
$$
declare
    user_before text := coalesce(current_setting('compliance_center.user_id', true), '');
    ignored text;
begin
    for at in 1 .. cardinality(user_ids) loop
        -- Assignments: a "perform" would be a statement of its own.
        ignored := set_config('compliance_center.user_id', user_ids[at]::text, true);
        return query
            select at, u.name, u.email, o.id, o.slug, o.name, m.role,
                   (select revision from compliance_center.catalogue_revision)
              from compliance_center.user_account u
              left join (compliance_center.member m join compliance_center.organization o
                            on o.id = m.organization_id and o.retired_at is null and m.retired_at is null)
                on m.user_id = u.id
             where u.id = user_ids[at] and u.credential_version = credential_versions[at]
               and u.retired_at is null
             order by m.role = 'ADMIN' desc, lower(o.name), o.id;
    end loop;
    ignored := set_config('compliance_center.user_id', user_before, true);
end
$$;
revoke all on function standings_of(uuid[], integer[]) from public;
grant execute on function standings_of(uuid[], integer[]) to ${application_role};
