-- Creates the database and the roles of Compliance Center on a PostgreSQL 18 server. Run it as a superuser or, on a managed
-- server, as a role with CREATEROLE and CREATEDB. Run it again to change the passwords, and before an upgrade that needs a new
-- role.
--
--   psql -f roles.sql -v owner_password=... -v application_password=... -v publisher_password=... -v worker_password=...
--
-- and -v desk_password=... for the vendor's desk. To keep the passwords out of the process list, set them in the environment
-- instead: COMPLIANCE_CENTER_OWNER_PASSWORD, and likewise APPLICATION, PUBLISHER, WORKER and DESK. Without a password for the
-- desk, its role cannot log in.
--
-- compliance_center_owner      owns the database and migrates it; no instance that serves needs its password
-- compliance_center            the application's role, limited to the rights and rows that the migrations grant
-- compliance_center_publisher  publishes
-- compliance_center_worker     sends mail, signs the record, and deletes personal data past its retention period
-- compliance_center_desk       the vendor's desk, which publishes by functions that check who approved what
\set ON_ERROR_STOP on

\if :{?owner_password}
\else
  \getenv owner_password COMPLIANCE_CENTER_OWNER_PASSWORD
\endif
\if :{?application_password}
\else
  \getenv application_password COMPLIANCE_CENTER_APPLICATION_PASSWORD
\endif
\if :{?publisher_password}
\else
  \getenv publisher_password COMPLIANCE_CENTER_PUBLISHER_PASSWORD
\endif
\if :{?worker_password}
\else
  \getenv worker_password COMPLIANCE_CENTER_WORKER_PASSWORD
\endif
\if :{?desk_password}
\else
  \getenv desk_password COMPLIANCE_CENTER_DESK_PASSWORD
\endif

-- The statements below contain passwords, so logging is turned off for this session. Not every role may do so.
select has_parameter_privilege('log_statement', 'SET') and has_parameter_privilege('log_min_duration_statement', 'SET')
       and has_parameter_privilege('log_min_error_statement', 'SET') as decides_what_is_logged,
       rolsuper as is_superuser
  from pg_roles where rolname = current_user \gset
\if :decides_what_is_logged
  set log_statement = 'none';
  set log_min_duration_statement = -1;
  set log_min_error_statement = 'panic';
\else
  \echo 'NOTICE: this role cannot turn logging off. A server with log_statement = ddl or all logs the passwords;'
  \echo '        in that case, set them again with \\password, which sends only hashes.'
\endif

-- An unset password becomes an empty one, so that one check covers all.
\if :{?owner_password}
\else
  \set owner_password ''
\endif
\if :{?application_password}
\else
  \set application_password ''
\endif
\if :{?publisher_password}
\else
  \set publisher_password ''
\endif
\if :{?worker_password}
\else
  \set worker_password ''
\endif
\if :{?desk_password}
\else
  \set desk_password ''
\endif
select '' in (:'owner_password', :'application_password', :'publisher_password', :'worker_password') as password_missing \gset
\if :password_missing
  do $$ begin
    raise 'Four passwords are required: set owner_password, application_password, publisher_password and worker_password, or the environment variables.';
  end $$;
\endif

-- The roles that serve; the owner does not.
select '{compliance_center, compliance_center_publisher, compliance_center_worker, compliance_center_desk}' as serving \gset

select format('create role %I', name) from unnest(:'serving'::text[] || 'compliance_center_owner'::text) as name
  where not exists (select from pg_roles where rolname = name) \gexec

-- Only a superuser may alter some of these attributes, even to remove them, so correct ones are not altered.
select format('alter role %I nosuperuser noreplication nobypassrls', rolname) from pg_roles
  where rolname = any (:'serving'::text[] || 'compliance_center_owner'::text)
    and (rolsuper or rolreplication or rolbypassrls) \gexec
select format('alter role %I nocreatedb nocreaterole', rolname) from pg_roles
  where rolname = any (:'serving'::text[] || 'compliance_center_owner'::text) and (rolcreatedb or rolcreaterole) \gexec
alter role compliance_center_owner with login password :'owner_password';
alter role compliance_center with login password :'application_password';
alter role compliance_center_publisher with login password :'publisher_password';
alter role compliance_center_worker with login password :'worker_password';
select :'desk_password' <> '' as has_desk \gset
\if :has_desk
  alter role compliance_center_desk with login password :'desk_password';
\else
  alter role compliance_center_desk with nologin;
\endif

-- A role can store settings for itself, so those of the roles that serve are reset.
select format('alter role %I reset all', name) from unnest(:'serving'::text[]) as name \gexec
alter role compliance_center set idle_in_transaction_session_timeout = '10s';
alter role compliance_center_publisher set idle_in_transaction_session_timeout = '1min';
alter role compliance_center_worker set idle_in_transaction_session_timeout = '1min';
alter role compliance_center_desk set idle_in_transaction_session_timeout = '30s';

-- A role that is not a superuser must be a member of the owner to give it the database. The membership is revoked at the end.
\if :is_superuser
\else
  grant compliance_center_owner to current_user with inherit false, set true;
\endif

-- The built-in locale sorts the same on every operating system, so an upgrade of the C library cannot corrupt an index.
select 'create database compliance_center owner compliance_center_owner template template0 encoding ''UTF8'''
    ' locale_provider builtin builtin_locale ''C.UTF-8'' locale ''C'''
  where not exists (select from pg_database where datname = 'compliance_center') \gexec
select 'alter database compliance_center owner to compliance_center_owner'
  from pg_database where datname = 'compliance_center' and pg_get_userbyid(datdba) <> 'compliance_center_owner' \gexec
select format('alter role %I in database compliance_center reset all', name) from unnest(:'serving'::text[]) as name \gexec

-- By default, every role may connect and create temporary tables. Here, the roles that serve may only connect.
set role compliance_center_owner;
revoke all on database compliance_center
  from public, compliance_center, compliance_center_publisher, compliance_center_worker, compliance_center_desk;
grant connect on database compliance_center
  to compliance_center, compliance_center_publisher, compliance_center_worker, compliance_center_desk;
\if :is_superuser
\else
  grant connect on database compliance_center to :"USER";
\endif
reset role;

\connect compliance_center
set role compliance_center_owner;
revoke create on schema public
  from public, compliance_center, compliance_center_publisher, compliance_center_worker, compliance_center_desk;
\if :is_superuser
\else
  revoke connect on database compliance_center from :"USER";
\endif
reset role;

\if :is_superuser
\else
  revoke compliance_center_owner from current_user;
\endif
