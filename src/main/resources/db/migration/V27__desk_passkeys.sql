-- The link by which somebody at the desk adds the first passkey.

insert into mail_kind (kind, purpose, link_lifetime) values ('passkey-link', 'DESK_PASSKEY', interval '1 hour');

-- Other arguments: it is made anew in the R files.
drop function if exists add_passkey(bytea, bytea, bytea, bigint, text, text, text);
