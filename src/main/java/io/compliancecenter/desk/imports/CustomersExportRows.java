package io.compliancecenter.desk.imports;

import io.compliancecenter.organization.Organization;
import io.compliancecenter.organization.OrganizationId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Organizations and those who belong to them, or are invited to. */
interface CustomersExportRows extends Repository<Organization, OrganizationId> {

    /**
     * Organizations by id.
     *
     * @param after the last one of the batch before
     */
    @Query("""
            select o.id.value, o.key, o.slug, o.name, o.managedBy, o.suspendedAt from Organization o
             where o.retiredAt is null and o.id.value > :after order by o.id.value
            """)
    List<OrganizationRow> findOrganizations(UUID after, Limit limit);

    /** Members and those with an invitation that has not expired, by address. */
    @NativeQuery("""
            select m.organization_id as organization, u.email as email, u.name as name, m.role as role, 'MEMBER' as state,
                   m.source as source, m.issuer as provider, m.joined_at as since
              from member m join user_account u on u.id = m.user_id
             where m.organization_id in (:organizations) and m.retired_at is null and u.retired_at is null
            union all
            select i.organization_id, i.email, i.name, i.role, 'INVITED',
                   case i.source when 'IMPORT' then 'IMPORT' else 'INVITATION' end, null, i.created_at
              from invitation i
             where i.organization_id in (:organizations) and i.accepted_at is null and i.withdrawn_at is null
               and i.expires_at > clock_timestamp()
             order by organization, state desc, email
            """)
    List<PersonRow> findPeople(Collection<UUID> organizations);

    /**
     * An Organization.
     *
     * @param managedBy {@code FOLDER} or {@code DESK}
     * @param suspendedAt null if it is not suspended
     */
    record OrganizationRow(
            UUID id,
            String key,
            String slug,
            String name,
            String managedBy,
            @Nullable Instant suspendedAt) {}

    /**
     * A member, or somebody who is invited.
     *
     * @param name null if it is not known
     * @param state {@code MEMBER} or {@code INVITED}
     * @param provider that the membership comes from; null if it comes from elsewhere
     * @param since when they joined or were invited; null if not known
     */
    record PersonRow(
            UUID organization,
            String email,
            @Nullable String name,
            String role,
            String state,
            String source,
            @Nullable String provider,
            @Nullable Instant since) {}
}
