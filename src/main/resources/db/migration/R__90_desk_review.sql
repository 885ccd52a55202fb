-- The second person is switched off and on, and entries of terms that come into effect.

-- Switches the second person off or on, as the published folder says. The record has an entry of it.
--
-- returns: how many rows were changed
create or replace function publish_desk_approval(second_person boolean) returns integer
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
begin
    if second_person = requires_second_person() then
        return 0;
    end if;
    insert into desk_approval as known (second_person) values (publish_desk_approval.second_person)
    on conflict on constraint desk_approval_pkey do update set second_person = excluded.second_person;
    perform append_evidence(
        vendor_chain(), case when second_person then 'second-person-required' else 'second-person-switched-off' end,
        json_build_object('source', 'files'), null, null, null);
    return 1;
end
$$;

-- Versions of the terms that have come into effect after their publication, and have no entry of it yet.
create or replace function unrecorded_effective_terms() returns setof integer
    language sql volatile
begin atomic
    select v.version from terms_version v
     where v.retired_at is null and v.effective_at > v.published_at and v.effective_at <= clock_timestamp()
       and not exists (select from terms_effect e where e.version = v.version)
     order by v.version;
end;

-- Records the versions of the terms that have come into effect since the last call. One that was in effect when it was published
-- has no entry besides that of its publication.
--
-- returns: how many
create or replace function record_effective_terms() returns integer
    language plpgsql volatile security definer set search_path = compliance_center, pg_temp as
$$
declare
    effective integer;
    recorded integer := 0;
begin
    if not exists (select from unrecorded_effective_terms()) then
        return 0;
    end if;
    -- A statement of its own: a withdrawal that it waits for is seen by the next one.
    perform lock_publication_shared();
    for effective in
        insert into terms_effect (version) select version from unrecorded_effective_terms() as version
        on conflict do nothing returning version
    loop
        perform append_evidence(vendor_chain(), 'terms-effective', json_build_object('terms', terms_payload(effective)),
                                null, null, null);
        recorded := recorded + 1;
    end loop;
    return recorded;
end
$$;

revoke all on function publish_desk_approval(boolean), unrecorded_effective_terms(), record_effective_terms()
    from public;
grant execute on function publish_desk_approval(boolean) to ${publisher_role};
grant execute on function record_effective_terms() to ${worker_role};
