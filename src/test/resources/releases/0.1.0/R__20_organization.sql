-- Organizations, users and memberships.

-- The key is by default the value of the column that the trigger names.
create or replace function default_key() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    new.key := coalesce(new.key, to_jsonb(new) ->> tg_argv[0]);
    return new;
end
$$;
create or replace trigger user_has_key before insert on user_account
    for each row execute function default_key('email');
create or replace trigger organization_has_key before insert on organization
    for each row execute function default_key('slug');

create or replace function keep_former_slug() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    insert into former_slug (organization_id, slug) values (old.id, old.slug)
        on conflict (organization_id, slug) do update set given_up_at = excluded.given_up_at;
    return null;
end
$$;
create or replace trigger changed_slug_is_kept after update on organization
    for each row when (old.slug <> new.slug) execute function keep_former_slug();

-- The credentials of the user with that e-mail address, in lower case; no row if there is none or the user is retired. The
-- application reads the credentials of one user at a time: of the one who signs in.
create or replace function credentials_of(user_email text)
    returns table (user_id uuid, email text, password_hash text, credential_version integer)
    language sql stable rows 1 security definer set search_path = compliance_center, pg_temp
begin atomic
    select u.id, u.email, u.password_hash, u.credential_version
      from user_account u
     where u.email = credentials_of.user_email and u.retired_at is null;
end;

-- Whether the user still has the password of that version. The application's role cannot read the version itself.
create or replace function has_credential_version(user_id uuid, credential_version integer) returns boolean
    language sql stable security definer set search_path = compliance_center, pg_temp
    return exists (select from user_account u
                    where u.id = has_credential_version.user_id
                      and u.credential_version = has_credential_version.credential_version
                      and u.retired_at is null);

-- The kinds of all password hashes in use, in order. It jumps through the index from one kind to the next, so its time does
-- not grow with the number of users.
create or replace function password_hash_kinds() returns setof text
    language sql stable rows 3 security definer set search_path = compliance_center, pg_temp
begin atomic
    with recursive kinds (kind) as (
        select min(password_hash_kind(u.password_hash)) from user_account u where u.retired_at is null
        union all
        select (select min(password_hash_kind(u.password_hash)) from user_account u
                 where u.retired_at is null and password_hash_kind(u.password_hash) > kinds.kind)
          from kinds where kinds.kind is not null)
    select kind from kinds where kind is not null;
end;

revoke all on function credentials_of(text), has_credential_version(uuid, integer), password_hash_kinds() from public;
grant execute on function credentials_of(text), has_credential_version(uuid, integer), password_hash_kinds()
    to ${application_role};
