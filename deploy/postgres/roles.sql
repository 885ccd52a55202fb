-- Makes the database and the two roles of Compliance Center on a PostgreSQL 18 server. Run it once, and again to change the
-- passwords, as a superuser or, where there is none to be had, as a role with CREATEROLE and CREATEDB:
--
--   psql -f roles.sql -v owner_password=... -v application_password=...
--
-- or, so that the passwords stay out of the list of processes, with COMPLIANCE_CENTER_OWNER_PASSWORD and
-- COMPLIANCE_CENTER_APPLICATION_PASSWORD in the environment.
--
-- compliance_center_owner  owns the database and migrates it
-- compliance_center        the application: it reads and writes only what the migrations grant it, row by row
\set ON_ERROR_STOP on

\if :{?owner_password}
\else
  \getenv owner_password COMPLIANCE_CENTER_OWNER_PASSWORD
\endif
\if :{?application_password}
\else
  \getenv application_password COMPLIANCE_CENTER_APPLICATION_PASSWORD
\endif

-- The statements below hold passwords: keep them out of the server's log. Only some roles may decide what it logs.
select has_parameter_privilege('log_statement', 'SET') and has_parameter_privilege('log_min_duration_statement', 'SET')
       and has_parameter_privilege('log_min_error_statement', 'SET') as decides_what_is_logged,
       rolsuper as is_superuser
  from pg_roles where rolname = current_user \gset
\if :decides_what_is_logged
  set log_statement = 'none';
  set log_min_duration_statement = -1;
  set log_min_error_statement = 'panic';
\else
  \echo 'NOTICE: this role may not turn logging off. A server with log_statement = ddl or all logs the two passwords;'
  \echo '        in that case set them once more with \\password, which sends hashes only.'
\endif

-- An unset password becomes an empty one here, so that one check refuses both.
\if :{?owner_password}
\else
  \set owner_password ''
\endif
\if :{?application_password}
\else
  \set application_password ''
\endif
select :'owner_password' = '' or :'application_password' = '' as password_missing \gset
\if :password_missing
  do $$ begin
    raise 'Both passwords are needed: set owner_password and application_password, or the two environment variables.';
  end $$;
\endif

select 'create role compliance_center_owner'
  where not exists (select from pg_roles where rolname = 'compliance_center_owner') \gexec
select 'create role compliance_center'
  where not exists (select from pg_roles where rolname = 'compliance_center') \gexec

-- Only a superuser may touch some of these attributes, even to take them away: they are left alone where they are right.
select format('alter role %I nosuperuser noreplication nobypassrls', rolname) from pg_roles
  where rolname in ('compliance_center_owner', 'compliance_center') and (rolsuper or rolreplication or rolbypassrls) \gexec
select format('alter role %I nocreatedb nocreaterole', rolname) from pg_roles
  where rolname in ('compliance_center_owner', 'compliance_center') and (rolcreatedb or rolcreaterole) \gexec
alter role compliance_center_owner with login password :'owner_password';
alter role compliance_center with login password :'application_password';

-- A role may store settings for itself, so those of the application are put back to what they should be.
alter role compliance_center reset all;
alter role compliance_center set idle_in_transaction_session_timeout = '10s';

-- A role that is no superuser has to be able to act as the owner, to give the database to it. That lasts until the end.
\if :is_superuser
\else
  grant compliance_center_owner to current_user with inherit false, set true;
\endif

-- The built-in locale sorts alike on every operating system, so an upgrade of its C library breaks no index.
select 'create database compliance_center owner compliance_center_owner template template0 encoding ''UTF8'''
    ' locale_provider builtin builtin_locale ''C.UTF-8'' locale ''C'''
  where not exists (select from pg_database where datname = 'compliance_center') \gexec
select 'alter database compliance_center owner to compliance_center_owner'
  from pg_database where datname = 'compliance_center' and pg_get_userbyid(datdba) <> 'compliance_center_owner' \gexec
alter role compliance_center in database compliance_center reset all;

-- Everybody may connect and make temporary tables by default; here, the application may connect, and no more.
set role compliance_center_owner;
revoke all on database compliance_center from public, compliance_center;
grant connect on database compliance_center to compliance_center;
\if :is_superuser
\else
  grant connect on database compliance_center to :"USER";
\endif
reset role;

\connect compliance_center
set role compliance_center_owner;
revoke create on schema public from public, compliance_center;
\if :is_superuser
\else
  revoke connect on database compliance_center from :"USER";
\endif
reset role;

\if :is_superuser
\else
  revoke compliance_center_owner from current_user;
\endif
