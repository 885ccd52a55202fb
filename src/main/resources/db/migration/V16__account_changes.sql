-- Mail about changes of an account, names of identity providers, and bounds for requests for a new password.

insert into mail_kind (kind) values ('password-set'), ('passkey-added'), ('passkey-removed'), ('identity-linked');

-- Other arguments or results: they are made anew in the R files.
drop function if exists add_passkey(bytea, bytea, bytea, bigint, text, text);
drop function if exists remove_passkey(bytea);
drop function if exists own_sign_ins(integer);
drop function if exists own_account();

-- The owner writes all rows at each start.
delete from identity_provider;
alter table identity_provider
    -- For people
    add column name text not null check (is_plain_text(name, 200));

-- One open request for each address. Requests of the last minutes may have to be made again.
delete from password_request;
alter table password_request add constraint password_request_email unique (email);
create index password_request_time on password_request (requested_at);
