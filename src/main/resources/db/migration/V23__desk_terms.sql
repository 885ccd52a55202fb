-- Versions of the terms that were published at the desk. The folder leaves them alone.
alter table terms_version add column managed_by text not null default 'FOLDER' check (managed_by in ('FOLDER', 'DESK'));
