-- The personal data page finds an account by the addresses that it had earlier. No table has all of them; the record of its sign-ins
-- does. Without an index, each such question would read the whole record.

-- The address of the person in an entry of a user's own chain, as PostgreSQL escapes bytes. The bytes are not parsed: an entry that is
-- no JSON, as nothing but tampering makes it, must not fail here, but in the verification.
create function address_of_entry(payload bytea) returns text
    language sql immutable
    return substring(encode(payload, 'escape') from '"email": "([^"]*)"');

create index evidence_entry_own_address on evidence_entry (address_of_entry(payload)) where chain_id = user_id;
