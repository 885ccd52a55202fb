-- What every page asks for, in as few statements as can be.

-- Names what is published: it is another one after every change of the catalogue, whoever makes it, and never the same one
-- again, not even in a database that was put back to an earlier day. Whoever has read the catalogue with this revision
-- need not read it again.
create table catalogue_revision (
    singleton boolean primary key default true check (singleton),
    revision  uuid not null default gen_random_uuid()
);
insert into catalogue_revision default values;

create function revise_catalogue() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    update catalogue_revision set revision = gen_random_uuid();
    return null;
end
$$;
revoke all on function revise_catalogue() from public;

create trigger vendor_revises_catalogue after insert or update or delete or truncate on vendor
    for each statement execute function revise_catalogue();
create trigger compliance_revises_catalogue after insert or update or delete or truncate on compliance
    for each statement execute function revise_catalogue();
create trigger certification_revises_catalogue after insert or update or delete or truncate on certification
    for each statement execute function revise_catalogue();
create trigger certificate_revises_catalogue after insert or update or delete or truncate on certificate
    for each statement execute function revise_catalogue();

grant select on catalogue_revision to ${application_role};

-- The signed-in user as they stand now, and the Organizations that they belong to: first those whose admin they are, each
-- part by name. No row: the user was retired, or has another password by now. One row without an Organization: they belong
-- to none. Row-level security shows them, so the function tells it who asks, for the time of this question only. Beside it, so
-- that there need be no second question: the revision of the catalogue at that moment.
create function standing_of(user_id uuid, credential_version integer)
    returns table (user_name text, user_email text, organization_id uuid, slug text, organization_name text, role text,
                   catalogue_revision uuid)
    language plpgsql volatile rows 1 as
$$
declare
    user_before text := coalesce(current_setting('compliance_center.user_id', true), '');
    ignored text;
begin
    -- Assignments: a "perform" would be a statement of its own, at each request.
    ignored := set_config('compliance_center.user_id', standing_of.user_id::text, true);
    return query
        select u.name, u.email, o.id, o.slug, o.name, m.role,
               (select revision from compliance_center.catalogue_revision)
          from compliance_center.user_account u
          left join (compliance_center.member m join compliance_center.organization o
                        on o.id = m.organization_id and o.retired_at is null and m.retired_at is null)
            on m.user_id = u.id
         where u.id = standing_of.user_id and u.credential_version = standing_of.credential_version
           and u.retired_at is null
         order by m.role = 'ADMIN' desc, lower(o.name), o.id;
    ignored := set_config('compliance_center.user_id', user_before, true);
end
$$;
revoke all on function standing_of(uuid, integer) from public;
grant execute on function standing_of(uuid, integer) to ${application_role};
