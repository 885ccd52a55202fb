package io.compliancecenter.desk.customers;

import io.compliancecenter.desk.DeskOrganizations;
import io.compliancecenter.organization.MembershipSource;
import io.compliancecenter.organization.Organization;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All Organizations, and what belongs to each. The functions of the database check who acts, and write the record. */
interface Customers extends Repository<Organization, OrganizationId> {

    String ROW = """
            select o.id.value, o.slug, o.name, o.managedBy, o.suspendedAt, o.suspensionReason,
                   (select count(*) from Membership m where m.id.organization = o.id and m.retiredAt is null)
              from Organization o where
            """;

    /** Those whose name or slug contains the words, by name. */
    @Query(ROW + DeskOrganizations.FOUND + DeskOrganizations.BY_NAME)
    List<CustomerRow> find(String words, Pageable page);

    @Query(ROW + " o.retiredAt is null and o.id.value = :organization")
    Optional<CustomerRow> find(UUID organization);

    /** Its members, admins first. */
    @Query("""
            select u.name, u.email, m.role, m.source, cast(function('provider_name', m.issuer) as String), m.joinedAt
              from Membership m join User u on u.id = m.id.user
             where m.id.organization.value = :organization and m.retiredAt is null and u.retiredAt is null
             order by m.role, lower(u.name), u.id.value
            """)
    List<MemberRow> findMembers(UUID organization, Pageable page);

    /** Its open invitations, the latest first. */
    @Query("""
            select i.email, i.role, u.name, i.createdAt, i.expiresAt
              from Invitation i join User u on u.id = i.invitedBy
             where i.organization.value = :organization and i.acceptedAt is null and i.withdrawnAt is null
             order by i.createdAt desc, i.id
            """)
    List<InvitationRow> findInvitations(UUID organization, Limit limit);

    /** The access groups that it is in, by name. */
    @Query("""
            select g.code, g.name, p.validFrom, p.validUntil from AccessGroup g join g.places p
             where p.organization.value = :organization and p.retiredAt is null and g.retiredAt is null
             order by lower(g.name), g.code, p.id
            """)
    List<GroupRow> findGroups(UUID organization);

    /** Certificates that are for it by name, by certification. */
    @NativeQuery("""
            select n.name as certification, c.version as version, a.managed_by as managedBy,
                   a.valid_from as validFrom, a.valid_until as validUntil, a.request_id as request
              from certificate_access a
              join certificate c on c.id = a.certificate_id
              join certification n on n.code = c.certification_code
             where a.organization_id = :organization and a.retired_at is null
             order by lower(n.name), c.version desc, a.id
             limit 200
            """)
    List<GrantRow> findGrants(UUID organization);

    @Query("""
            select p.grantedAt, p.name, n.name, c.version
              from DownloadPermit p join Certificate c on c.id = p.certificate join c.certification n
             where p.organization.value = :organization order by p.grantedAt desc, p.id desc
            """)
    List<DownloadRow> findDownloads(UUID organization, Limit limit);

    /** @return whether it changed anything */
    @NativeQuery("select suspend_organization(:organization, :reason)")
    boolean suspend(UUID organization, String reason);

    /** @return whether it changed anything */
    @NativeQuery("select end_suspension(:organization, :reason)")
    boolean bringBack(UUID organization, String reason);

    /**
     * An Organization.
     *
     * @param managedBy {@code FOLDER} or {@code DESK}
     * @param suspendedAt null if it is not suspended, as is the reason
     */
    record CustomerRow(
            UUID id,
            String slug,
            String name,
            String managedBy,
            @Nullable Instant suspendedAt,
            @Nullable String suspensionReason,
            long members) {}

    /**
     * A member.
     *
     * @param provider that the membership comes from, as people know it; null if it comes from elsewhere
     * @param joinedAt null if not known
     */
    record MemberRow(
            String name,
            String email,
            Role role,
            MembershipSource source,
            @Nullable String provider,
            @Nullable Instant joinedAt) {}

    record InvitationRow(String email, Role role, String inviter, Instant createdAt, Instant expiresAt) {}

    /** @param validFrom null if it has always been so; validUntil: null if it has no end */
    record GroupRow(
            String code,
            String name,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil) {}

    /**
     * A certificate that is for an Organization.
     *
     * @param managedBy {@code FOLDER} or {@code DESK}
     * @param request that was granted, perhaps for an earlier version; null if nobody asked
     */
    record GrantRow(
            String certification,
            int version,
            String managedBy,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil,
            @Nullable UUID request) {}

    record DownloadRow(Instant grantedAt, String name, String certification, int version) {}
}
