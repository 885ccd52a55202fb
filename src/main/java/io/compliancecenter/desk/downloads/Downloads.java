package io.compliancecenter.desk.downloads;

import io.compliancecenter.desk.draft.Draft;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Permits and acceptances of all Organizations. */
interface Downloads extends Repository<Draft, UUID> {

    /** Of permits p: the parameters of {@link #find} with the same names. */
    String MATCHES = """
             p.grantedAt >= :from and p.grantedAt < :until
               and (:everyCertificate = true or p.certificate.value = :certificate)
               and (:organization = '' or locate(:organization, lower(p.organizationName)) > 0
                    or p.organization.value in (select o.id.value from Organization o where o.slug = :organization))
               and (:person = '' or locate(:person, lower(p.name)) > 0 or locate(:person, p.email) > 0)
            """;

    /**
     * Permits from a place on, latest first.
     *
     * @param everyCertificate whether the certificate does not matter
     * @param organization in lower case; empty for all, as is the person
     * @param place when the last permit of the page before was granted
     * @param before its id
     */
    @Query("""
            select p.id, p.grantedAt, p.name, p.email, p.organizationName, p.organization.value, n.code, n.name,
                   c.version, p.serial, p.agreementSignedOn,
                   (select min(e.recordedAt) from EvidenceEntry e
                     where e.id.chainId = p.organization.value and e.subjectId = p.id and e.kind = DELIVERY)
              from DownloadPermit p join Certificate c on c.id = p.certificate join c.certification n
             where p.grantedAt <= :place and (p.grantedAt < :place or p.id < :before) and
            """ + MATCHES + """
             order by p.grantedAt desc, p.id desc
            """)
    List<DownloadRow> find(
            Instant from,
            Instant until,
            Instant place,
            UUID before,
            boolean everyCertificate,
            UUID certificate,
            String organization,
            String person,
            Limit limit);

    @Query("select p.grantedAt from DownloadPermit p where p.id = :permit")
    Optional<Instant> findTime(UUID permit);

    /**
     * How many permits were granted in each period that has any.
     *
     * @param starts of the periods, ascending; each lasts until the next one begins, and the last until the end
     */
    @Query("""
            select m.period, count(*)
              from (select cast(width_bucket(p.grantedAt, :starts) as Integer) as period from DownloadPermit p where
            """ + MATCHES + """
                   ) m
             group by m.period order by m.period
            """)
    List<PeriodRow> count(
            Instant[] starts,
            Instant from,
            Instant until,
            boolean everyCertificate,
            UUID certificate,
            String organization,
            String person);

    /** By the database's clock. */
    @NativeQuery("select now()")
    Instant now();

    /** Every certificate that was ever published. */
    @Query(
            "select c.id.value, n.name, c.version from Certificate c join c.certification n order by n.name, n.code, c.version desc")
    List<CertificateRow> findCertificates();

    /**
     * Organizations whose latest downloaded version of a certification is not the current one any more, by name.
     *
     * @param today on which a certificate is current if it was issued before
     */
    @NativeQuery("""
            with held as materialized (
                -- What remains of many permits, before anything is looked up for each
                select p.organization_id, p.certificate_id, max(p.granted_at) as downloaded_at
                  from download_permit p group by p.organization_id, p.certificate_id),
            current as (
                select c.certification_code as code, max(c.version) as version
                  from certificate c where c.retired_at is null and c.issued_on <= :today group by c.certification_code)
            select o.id as organizationId, o.name as organization, n.code as code, n.name as certification,
                   max(c.version) as held, current.version as current, max(held.downloaded_at) as downloadedAt
              from held join certificate c on c.id = held.certificate_id
              join certification n on n.code = c.certification_code join current on current.code = n.code
              join organization o on o.id = held.organization_id
             where o.retired_at is null
             group by o.id, n.code, current.version
            having max(c.version) < current.version
             order by lower(o.name), o.id, n.name, n.code
            """)
    List<SupersededRow> findSuperseded(LocalDate today, Pageable page);

    /** How often, and by how many, each version of the terms was agreed to, latest first. */
    @NativeQuery("""
            select version as version, cast(sum(times) as bigint) as acceptances,
                   count(distinct organization_id) as organizations, count(distinct user_id) as people, max(latest) as latest
              from (select a.terms_version as version, a.organization_id, a.user_id, count(*) as times, max(a.accepted_at) as latest
                      from acceptance a group by a.terms_version, a.organization_id, a.user_id) as agreed
             group by version order by version desc
            """)
    List<TermsRow> findAcceptedTerms();

    /**
     * A permit.
     *
     * @param name of the person, as it was then; so are the address and the Organization's name
     * @param agreementSignedOn when the agreement that it is under was signed on paper; null if it is under an acceptance
     * @param deliveredAt when a copy was first sent; null if none was
     */
    @SuppressWarnings("ArrayRecordComponent") // It is never compared.
    record DownloadRow(
            UUID id,
            Instant grantedAt,
            String name,
            String email,
            String organization,
            UUID organizationId,
            String code,
            String certification,
            int version,
            byte[] serial,
            @Nullable LocalDate agreementSignedOn,
            @Nullable Instant deliveredAt) {}

    /** @param period counts from 1 */
    record PeriodRow(int period, long downloads) {}

    record CertificateRow(UUID id, String certification, int version) {}

    /**
     * What an Organization holds.
     *
     * @param held its latest version
     * @param current the version that is current now
     */
    record SupersededRow(
            UUID organizationId,
            String organization,
            String code,
            String certification,
            int held,
            int current,
            Instant downloadedAt) {}

    record TermsRow(int version, long acceptances, long organizations, long people, Instant latest) {}
}
