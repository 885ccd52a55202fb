-- Policies for what is a user's or an Organization's own are for the application's role alone.
--
-- They named no role, and so were for all: whoever had the password of the desk's role could bind an Organization without anybody of
-- the desk, and read its rows. The owner, the desk, and the roles that publish and work in the background have policies of their own.

alter policy own_account_and_members on user_account to ${application_role};
alter policy own_organizations on organization to ${application_role};
alter policy own_memberships on member to ${application_role};
alter policy own_organizations on former_slug to ${application_role};
alter policy own_organization on acceptance to ${application_role};
alter policy own_agreement on acceptance to ${application_role};
alter policy own_organization on download_permit to ${application_role};
alter policy own_grant on download_permit to ${application_role};
alter policy own_organization on evidence_entry to ${application_role};
alter policy own_organization on checkpoint_slot to ${application_role};
alter policy own_organization on checkpoint_head to ${application_role};
alter policy own_identities on user_identity to ${application_role};
alter policy own_sessions on session_sign_in to ${application_role};
alter policy own_organization on mail to ${application_role};
alter policy own_organization on invitation to ${application_role};
alter policy own_passkeys on passkey to ${application_role};
alter policy own_organization on certificate_request to ${application_role};

-- Other arguments: they are made anew in the R files.
drop function if exists require_desk_role(text);
drop function if exists require_desk_role(text, text);
drop function if exists lock_draft(uuid, integer);
drop function if exists lock_agreement(uuid, integer);
drop function if exists read_draft_document(uuid, text);
drop function if exists read_agreement_paper(uuid);

-- The personal data page looks for an address in all of them, and an erasure holds the publication lock meanwhile.
create index acceptance_email on acceptance (email);
create index download_permit_email on download_permit (email);
create index invitation_email on invitation (email);
create index mail_recipient on mail (recipient);
-- Of retired accounts, too
drop index user_account_email;
create index user_account_email on user_account (email);
