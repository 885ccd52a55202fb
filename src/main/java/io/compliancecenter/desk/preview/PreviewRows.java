package io.compliancecenter.desk.preview;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.catalogue.published.IssuedCertificate;
import io.compliancecenter.catalogue.published.PublishedDocument.CopyKind;
import io.compliancecenter.desk.DeskOrganizations;
import io.compliancecenter.desk.draft.ChangeKind;
import io.compliancecenter.desk.draft.Draft;
import io.compliancecenter.desk.draft.DraftState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** What a preview needs to know beyond what is published for everyone. */
interface PreviewRows extends Repository<Draft, UUID> {

    @Query("select d.title, d.state from Draft d where d.id = :draft")
    Optional<DraftRow> findDraft(UUID draft);

    /** In the order in which {@code publish_draft} applies them. */
    @Query("""
            select c.id.kind, c.id.key, c.content from DraftChange c where c.id.draftId = :draft
             order by case c.id.kind when COMPLIANCE then 1 when CERTIFICATION then 2 when CERTIFICATE then 3 else 4 end, c.id.key
            """)
    List<ChangeRow> findChanges(UUID draft);

    /** The terms, of which the highest version counts. */
    @Query("""
            select c.id.kind, c.id.key, c.content from DraftChange c where c.id.draftId = :draft and c.id.kind = TERMS
             order by cast(c.id.key as Integer) desc limit 1
            """)
    Optional<ChangeRow> findTerms(UUID draft);

    @Query("select d.id.key, d.sha256, d.size, d.pages, d.copyKind from DraftDocument d where d.id.draftId = :draft")
    List<DocumentRow> findDocuments(UUID draft);

    /** Where each compliance has its place, also if it is retired. */
    @Query("select c.code, c.place, c.position from Compliance c")
    List<PlaceRow> findPlacesOfCompliances();

    /** Where each certification has its place, also if it is retired. */
    @Query("select c.code, c.place, c.position from Certification c")
    List<PlaceRow> findPlacesOfCertifications();

    /** The certificates that were taken off the page together with their certification. */
    @Query("""
            select c.id, n.code, c.version, c.issued from Certificate c join c.certification n
             where n.code in :certifications and c.retiredAt = n.retiredAt order by c.version desc
            """)
    List<CertificateRow> findReturning(Collection<String> certifications);

    /** The latest certificate that was ever issued for each certification. */
    @NativeQuery("""
            select distinct on (c.certification_code) c.certification_code as certification, c.id as id, c.version as version
              from certificate c where c.certification_code in :certifications
             order by c.certification_code, c.version desc
            """)
    List<LatestRow> findLatest(Collection<String> certifications);

    /** The restrictions of certificates, also if these are retired, each with those whom it is for, if there are any. */
    @NativeQuery("""
            select r.certificate_id as certificate, r.otherwise = 'ON_REQUEST' as onRequest, a.group_code as groupCode,
                   a.organization_id as organization, a.valid_from as validFrom, a.valid_until as validUntil
              from certificate_restriction r
              left join (certificate_access a left join access_group g on g.code = a.group_code)
                   on a.certificate_id = r.certificate_id and a.retired_at is null and g.retired_at is null
             where r.certificate_id in :certificates and r.retired_at is null
             order by a.id
            """)
    List<AccessRow> findAccess(Collection<UUID> certificates);

    /** Organizations whose name or slug contains the words, by name. */
    @Query(DeskOrganizations.FIND)
    List<OrganizationRow> findOrganizations(String words, Limit limit);

    @Query(DeskOrganizations.FIND_ONE)
    Optional<OrganizationRow> findOrganization(UUID organization);

    /** Codes of the access groups that an Organization is in now. */
    @NativeQuery("""
            select m.group_code from access_group_organization m join access_group g on g.code = m.group_code
             where m.organization_id = :organization and m.retired_at is null and g.retired_at is null
               and (m.valid_from <= now() or m.valid_from is null) and (now() < m.valid_until or m.valid_until is null)
            """)
    Set<String> findGroups(UUID organization);

    /** When the agreement that is in force for an Organization was signed on paper. */
    @NativeQuery("""
            select a.signed_on from signed_agreements_in_force(:organization, clock_timestamp()) a
             order by a.signed_on desc, a.id desc limit 1
            """)
    Optional<LocalDate> findAgreementSignedOn(UUID organization);

    /** The latest acceptance of those who are admins of an Organization now, under the name and address that they have. */
    @Query("""
            select a.termsVersion, a.acceptedAt, a.name from Acceptance a
              join Membership m on m.id.organization = a.organization and m.id.user = a.user
              join Organization o on o.id = a.organization
              join User u on u.id = a.user
             where a.organization.value = :organization and m.role = ADMIN and m.retiredAt is null and u.retiredAt is null
               and a.name = u.name and a.email = u.email and a.organizationName = o.name
             order by a.acceptedAt desc limit 1
            """)
    Optional<AcceptanceRow> findLatestAcceptance(UUID organization);

    /** By the database's clock. */
    @NativeQuery("select now()")
    Instant now();

    record DraftRow(String title, DraftState state) {}

    /** @param content JSON */
    record ChangeRow(ChangeKind kind, String key, String content) {}

    record DocumentRow(String key, byte[] sha256, int size, int pages, CopyKind copyKind) {}

    /** @param place null if the desk's order does not name it */
    record PlaceRow(String code, @Nullable Integer place, int position) {}

    record CertificateRow(CertificateId id, String certification, int version, IssuedCertificate issued) {}

    record AcceptanceRow(int termsVersion, Instant acceptedAt, String name) {}

    record LatestRow(String certification, UUID id, int version) {}

    /** @param groupCode null if it is for an Organization, or nobody */
    record AccessRow(
            UUID certificate,
            boolean onRequest,
            @Nullable String groupCode,
            @Nullable UUID organization,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil) {}

    record OrganizationRow(UUID id, String slug, String name) {}
}
