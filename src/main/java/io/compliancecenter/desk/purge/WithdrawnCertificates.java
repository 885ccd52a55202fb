package io.compliancecenter.desk.purge;

import io.compliancecenter.catalogue.Certificate;
import io.compliancecenter.catalogue.published.CertificateId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** Certificates that are no longer on offer, and their purges. The functions of the database check who acts, and write the record. */
interface WithdrawnCertificates extends Repository<Certificate, CertificateId> {

    String ROW = """
            select c.id as id, n.name as certification, c.version as version, c.issuer as issuer, c.file_name as fileName,
                   encode(c.sha256, 'hex') as sha256, c.size as size, c.retired_at as withdrawnAt,
                   coalesce(p.state, 'KEPT') as state, p.reason as reason, p.requested_by as requesterId, r.name as requester,
                   p.requested_at as requestedAt, d.name as decider, p.decided_at as decidedAt
              from certificate c
              join certification n on n.code = c.certification_code
              left join lateral (
                   select q.* from certificate_purge q join certificate purged on purged.id = q.certificate_id
                    where q.state = 'PURGED' and is_same_file(c, purged) or q.state = 'REQUESTED' and q.certificate_id = c.id
                    order by q.state limit 1) p on true
              left join user_account r on r.id = p.requested_by
              left join user_account d on d.id = p.decided_by
             where c.retired_at is not null
            """;

    /** Those whose purge waits for a second person come first, then those withdrawn last. */
    @NativeQuery(
            value = ROW + " order by coalesce(p.state, '') = 'REQUESTED' desc, c.retired_at desc, c.id",
            countQuery = "select 1")
    List<Row> find(Pageable page);

    @NativeQuery(ROW + " and c.id = :certificate")
    Optional<Row> find(UUID certificate);

    @NativeQuery("select 1 from request_purge(:certificate, :reason)")
    int request(UUID certificate, String reason);

    @NativeQuery("select 1 from decline_purge(:certificate)")
    int decline(UUID certificate);

    /** @param sha256 of the document that the approver saw, in hexadecimal */
    @NativeQuery("select confirm_purge(:certificate, decode(:sha256, 'hex'))")
    String confirm(UUID certificate, String sha256);

    /**
     * A withdrawn certificate. If its bytes were purged with another certificate that had the same file, it has the purge of that
     * one.
     *
     * @param sha256 in lower-case hexadecimal
     * @param state name of a {@link PurgeState}
     * @param reason null while nobody has asked to purge it, as is everything about the request
     * @param decider null until the purge is confirmed, as is the time
     */
    record Row(
            UUID id,
            String certification,
            int version,
            String issuer,
            String fileName,
            String sha256,
            int size,
            Instant withdrawnAt,
            String state,
            @Nullable String reason,
            @Nullable UUID requesterId,
            @Nullable String requester,
            @Nullable Instant requestedAt,
            @Nullable String decider,
            @Nullable Instant decidedAt) {}
}
