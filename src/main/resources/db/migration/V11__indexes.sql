-- What keeps statements as fast as they are when a lot is recorded of one member.

-- The terms that a member agreed to last.
create index acceptance_latest on acceptance (organization_id, user_id, accepted_at);

-- The permits that stand on an acceptance; nobody who looks for them knows the member.
drop index download_permit_acceptance;
create index download_permit_acceptance on download_permit (acceptance_id);

-- A user is in one Organization, or a few. Unless it is told, PostgreSQL takes the two for independent, thinks that there is
-- next to nothing of any user in any Organization, and so that any index will do that begins with both: for a single row it
-- then reads all that there is of the user.
create statistics acceptance_member (dependencies, ndistinct) on organization_id, user_id from acceptance;
create statistics download_permit_member (dependencies, ndistinct) on organization_id, user_id from download_permit;
create statistics evidence_entry_member (dependencies, ndistinct) on chain_id, user_id from evidence_entry;
