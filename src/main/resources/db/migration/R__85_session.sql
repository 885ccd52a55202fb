-- Reading a session.

-- A session as Spring Session expects it: a row for each of its attributes. What every page needs to know is read in the same
-- statement, as two more attributes in UTF-8: the user with their memberships, and the revision of the catalogue. They are
-- never stored.
create or replace function read_session(session_id text)
    returns table (primary_id text, session_id text, creation_time bigint, last_access_time bigint,
                   max_inactive_interval integer, attribute_name text, attribute_bytes bytea)
    language sql stable rows 3
begin atomic
    select s.primary_id, s.session_id, s.creation_time, s.last_access_time, s.max_inactive_interval,
           a.attribute_name, a.attribute_bytes
      from spring_session s
      left join lateral (
          select stored.attribute_name, stored.attribute_bytes
            from spring_session_attributes stored where stored.session_primary_id = s.primary_id
          union all
          select 'user_with_memberships', convert_to(user_with_memberships(
                     s.principal_name::uuid, s.primary_id)::text, 'UTF8')
           where s.principal_name is not null
          union all
          select 'catalogue_revision', convert_to(revision::text, 'UTF8')
            from catalogue_revision where s.principal_name is not null) a on true
     where s.session_id = read_session.session_id::char(36);
end;

revoke all on function read_session(text) from public;
grant execute on function read_session(text) to ${application_role};
