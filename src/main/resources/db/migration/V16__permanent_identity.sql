-- An Organization and a user are identified by their id alone. The published files tie an entry to it by a key, which by
-- default is the slug or the e-mail address. Key, slug and address are unique among those that are not retired, so that all
-- three can be given to somebody else later, who then is another Organization or user: a row of its own, with an id of its
-- own, and none of the records of the one before.

alter table user_account add column key text;
alter table organization add column key text;
update user_account set key = email;
update organization set key = slug;
alter table user_account
    alter column key set not null,
    add check (key = lower(key) and key <> '' and length(key) <= 254);
alter table organization
    alter column key set not null,
    add check (key = lower(key) and key <> '' and length(key) <= 254);

create function default_key() returns trigger
    language plpgsql set search_path = compliance_center, pg_temp as
$$
begin
    new.key := coalesce(new.key, to_jsonb(new) ->> tg_argv[0]);
    return new;
end
$$;
create trigger user_has_key before insert on user_account
    for each row execute function default_key('email');
create trigger organization_has_key before insert on organization
    for each row execute function default_key('slug');

-- Exclusion constraints, because a unique index cannot be partial and deferrable at once. They are checked at the end of the
-- publication, within which two Organizations may exchange their slugs.
alter table user_account
    drop constraint user_account_email_key,
    add constraint user_account_email_in_use exclude using btree (email with =) where (retired_at is null)
        deferrable initially deferred,
    add constraint user_account_key_in_use exclude using btree (key with =) where (retired_at is null)
        deferrable initially deferred;
alter table organization
    drop constraint organization_slug_key,
    add constraint organization_slug_in_use exclude using btree (slug with =) where (retired_at is null)
        deferrable initially deferred,
    add constraint organization_key_in_use exclude using btree (key with =) where (retired_at is null)
        deferrable initially deferred;

-- Those that were retired, of which the publisher looks for the one to bring back.
create index user_account_retired on user_account (key, retired_at) where retired_at is not null;
create index organization_retired on organization (key, retired_at) where retired_at is not null;

-- Bringing one back makes its records visible to its members again, so it is recorded in the vendor's chain.

create function record_organization_return() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform append_evidence(
        vendor_chain(), 'organization-brought-back',
        json_build_object(
            'organization', json_build_object('id', new.id, 'key', new.key, 'slug', new.slug, 'name', new.name),
            'retiredAt', utc_text(old.retired_at)),
        null, null, null);
    return null;
end
$$;
create trigger organization_return_recorded after update on organization
    for each row when (old.retired_at is not null and new.retired_at is null)
    execute function record_organization_return();

create function record_user_return() returns trigger
    language plpgsql security definer set search_path = compliance_center, pg_temp as
$$
begin
    perform append_evidence(
        vendor_chain(), 'user-brought-back',
        json_build_object(
            'member', json_build_object('id', new.id, 'key', new.key, 'name', new.name, 'email', new.email),
            'retiredAt', utc_text(old.retired_at)),
        new.id, null, null);
    return null;
end
$$;
create trigger user_return_recorded after update on user_account
    for each row when (old.retired_at is not null and new.retired_at is null)
    execute function record_user_return();

revoke all on function record_organization_return(), record_user_return() from public;
