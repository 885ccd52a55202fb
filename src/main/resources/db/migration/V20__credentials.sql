-- The application reads the credentials of one user at a time, of the one who is signing in, and sees no others than the
-- members of the Organization that it works for.

revoke select on user_account from ${application_role};
grant select (id, email, name, retired_at) on user_account to ${application_role};

alter table user_account enable row level security, force row level security;
create policy publishing on user_account to current_user using (true) with check (true);
create policy own_account_and_members on user_account for select
    using (id = (select current_user_id())
           or exists (select from member
                       where member.user_id = user_account.id
                         and member.organization_id = (select current_organization_id())));

-- It read the credential version with the application's rights. Nothing has called it since V13.
drop function standing_of(uuid, integer);

-- The algorithm of a hash with its parameters: all that the time to check a password depends on. NULL if it is none that the
-- application can check.
create function password_hash_kind(password_hash text) returns text
    language sql immutable parallel safe
    return substring(password_hash from
        '^\{bcrypt\}\$2[aby]\$[0-9]{2}\$|^\{argon2\}\$argon2(?:id|i|d)\$v=19\$m=[0-9]+,t=[0-9]+,p=[0-9]+\$');

create index user_account_password_hash_kind on user_account (password_hash_kind(password_hash))
    where retired_at is null;

-- The credentials of the user with that e-mail address, which is in lower case. No row: there is none, or they are retired.
create function credentials_of(user_email text)
    returns table (user_id uuid, email text, password_hash text, credential_version integer)
    language sql stable rows 1 security definer set search_path = compliance_center, pg_temp
begin atomic
    select u.id, u.email, u.password_hash, u.credential_version
      from user_account u
     where u.email = credentials_of.user_email and u.retired_at is null;
end;

-- The kinds of all hashes in use, in order. It goes from one to the next in the index, so it takes no longer for many users.
create function password_hash_kinds() returns setof text
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

revoke all on function credentials_of(text), password_hash_kinds() from public;
grant execute on function credentials_of(text), password_hash_kinds() to ${application_role};
