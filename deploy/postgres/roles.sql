-- Makes the database and the two roles of Compliance Center on a PostgreSQL 18 server. Run it once as a superuser, and
-- again to change the passwords:
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

-- The statements below hold passwords: keep them out of the server's log.
set log_statement = 'none';
set log_min_duration_statement = -1;
set log_min_error_statement = 'panic';

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

alter role compliance_center_owner with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls
  password :'owner_password';
alter role compliance_center with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls
  password :'application_password';

-- The built-in locale sorts alike on every operating system, so an upgrade of its C library breaks no index.
select 'create database compliance_center owner compliance_center_owner template template0 encoding ''UTF8'''
    ' locale_provider builtin builtin_locale ''C.UTF-8'' locale ''C'''
  where not exists (select from pg_database where datname = 'compliance_center') \gexec
alter database compliance_center owner to compliance_center_owner;

-- Everybody may connect and make temporary tables by default; here, the application may connect, and no more.
revoke all on database compliance_center from public, compliance_center;
grant connect on database compliance_center to compliance_center;

\connect compliance_center
revoke create on schema public from public, compliance_center;
