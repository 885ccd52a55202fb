-- What publishing and the background work may do, each in one place. Two roles of their own do it, so that the owner's password is
-- needed to migrate and nowhere else:
--
-- ${publisher_role}  publishes: the catalogue, documents, terms, Organizations, access groups, and the users and members of the files
-- ${worker_role}     sends mail, signs the record, and deletes what is outdated
--
-- Rights are granted anew whenever this file changes: what it does not name any more is taken away. Functions grant themselves.

revoke all on all tables in schema compliance_center from ${publisher_role}, ${worker_role};
grant usage on schema compliance_center to ${publisher_role}, ${worker_role};

-- Each start compares it with its own migrations.
grant select on "${flyway:table}" to ${application_role}, ${publisher_role}, ${worker_role};

-- Publishing ----------------------------------------------------------------------------------------------------------------

grant select, insert, update on vendor to ${publisher_role};
grant select, insert, update, delete on compliance_link, certification_audit, vendor_translation, compliance_translation,
    certification_translation to ${publisher_role};
grant select on compliance, certification, catalogue_revision, certificate, certificate_restriction, certificate_access,
    access_group, access_group_organization, terms_version, terms_text, publication, organization, member
    to ${publisher_role};

-- Not where they are managed: see change_manager. What is added is managed by the folder, as keep_to_manager sees to.
grant insert (code, position, name, status, summary, description, how_we_comply, retired_at,
              managed_by),
      update (position, name, status, summary, description, how_we_comply, retired_at)
    on compliance to ${publisher_role};
grant insert (code, position, name, status, summary, assures, compliance_code, renewal_every, renewal_description, retired_at,
              managed_by),
      update (position, name, status, summary, assures, compliance_code, renewal_every, renewal_description, retired_at)
    on certification to ${publisher_role};
grant insert (code, name), update (name, retired_at) on access_group to ${publisher_role};

-- Records: only what the database does not write itself, and nothing changes but whether they are retired.
grant insert (id, certification_code, version, issuer, issued_on, valid_until, file_name, sha256, size, pages, copy_kind,
              original_sha256, retired_at), update (retired_at)
    on certificate to ${publisher_role};
grant insert (group_code, organization_id, valid_from, valid_until), update (retired_at)
    on access_group_organization to ${publisher_role};
grant insert (certificate_id, otherwise), update (retired_at) on certificate_restriction to ${publisher_role};
grant insert (certificate_id, group_code, valid_from, valid_until), update (retired_at)
    on certificate_access to ${publisher_role};
grant insert (version, kind, effective_at, retired_at), update (retired_at) on terms_version to ${publisher_role};
grant insert (version, locale, content) on terms_text to ${publisher_role};
grant insert (edition, location) on publication to ${publisher_role};
-- Documents are stored, and never read.
grant insert (certificate_id, content) on certificate_document to ${publisher_role};
grant select, insert on kept_content to ${publisher_role};

-- Of the users, those of the files: the others set their passwords themselves.
grant select (id, key, email, name, password_hash, credential_version, source, retired_at),
      insert (key, email, name, password_hash),
      update (email, name, password_hash, credential_version, retired_at)
    on user_account to ${publisher_role};
grant insert (key, slug, name), update (slug, name, retired_at) on organization to ${publisher_role};
grant insert (organization_id, user_id, role, joined_at), update (role, source, issuer, retired_at)
    on member to ${publisher_role};
-- To say what a publication changes; publish_desk_members changes it.
grant select (user_id, role, source, retired_at) on desk_member to ${publisher_role};

drop policy if exists publisher on desk_member;
drop policy if exists publisher on user_account;
drop policy if exists publisher on organization;
drop policy if exists publisher on member;
drop policy if exists publisher on certificate;
drop policy if exists publisher on access_group;
drop policy if exists publisher on access_group_organization;
drop policy if exists publisher on certificate_restriction;
drop policy if exists publisher on certificate_access;
create policy publisher on user_account to ${publisher_role} using (source = 'FILES') with check (source = 'FILES');
create policy publisher on desk_member for select to ${publisher_role} using (source = 'FILES');
create policy publisher on organization to ${publisher_role} using (true) with check (true);
create policy publisher on member to ${publisher_role} using (true) with check (source = 'FILES');
create policy publisher on certificate to ${publisher_role} using (true) with check (true);
create policy publisher on access_group to ${publisher_role} using (true) with check (managed_by = 'FOLDER');
-- Updates are checked with it, too: rows of the desk's groups stay as they are.
create policy publisher on access_group_organization to ${publisher_role} using (true)
    with check (exists (select from access_group g where g.code = group_code and g.managed_by = 'FOLDER'));
create policy publisher on certificate_restriction to ${publisher_role} using (true) with check (true);
create policy publisher on certificate_access to ${publisher_role} using (true) with check (managed_by = 'FOLDER');

-- Signing -------------------------------------------------------------------------------------------------------------------

-- The ends of all chains, and the hash of each entry; not what the entries say.
grant select on evidence_chain to ${worker_role};
grant select (chain_id, sequence, hash) on evidence_entry to ${worker_role};
drop policy if exists worker on evidence_entry;
drop policy if exists worker on checkpoint_slot;
drop policy if exists worker on checkpoint_head;
create policy worker on evidence_entry for select to ${worker_role} using (true);
grant select, insert on checkpoint, checkpoint_timestamp, checkpoint_slot, checkpoint_head to ${worker_role};
create policy worker on checkpoint_slot to ${worker_role} using (true) with check (true);
create policy worker on checkpoint_head to ${worker_role} using (true) with check (true);
grant select on checkpoint_padding to ${worker_role};
