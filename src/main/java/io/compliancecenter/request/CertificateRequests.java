package io.compliancecenter.request;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Requests of the transaction's Organization. The function of the database checks that its user is an admin there. */
interface CertificateRequests extends Repository<CertificateRequest, UUID> {

    /** The latest request for each of these certificates. */
    @Query("""
            select r.certificate.value, r.state, u.name, r.reason, r.requestedAt, r.grantedUntil, r.endedAt,
                   case when r.ruleId is null then false else true end, r.answer
              from CertificateRequest r join User u on u.id = r.requestedBy
             where r.organization.value = :organization and r.certificate.value in :certificates
               and r.requestedAt = (select max(x.requestedAt) from CertificateRequest x
                                     where x.organization = r.organization and x.certificate = r.certificate)
            """)
    List<Row> findLatest(UUID organization, Collection<UUID> certificates);

    /** @return name of a {@link RequestOutcome} */
    @NativeQuery("select request_certificate(:certificate, :reason, :language)")
    String request(UUID certificate, String reason, String language);

    /**
     * Queues mail to those whose access by a grant ends in a few days.
     *
     * @return how many grants were looked at
     */
    @NativeQuery("select mail_ending_grants()")
    int mailEnding();

    /**
     * A request.
     *
     * @param name of the person who asked
     * @param endedAt when the grant ended before its time; null if it did not
     * @param byRule whether a rule granted it
     */
    record Row(
            UUID certificate,
            RequestState state,
            String name,
            String reason,
            Instant requestedAt,
            @Nullable Instant grantedUntil,
            @Nullable Instant endedAt,
            boolean byRule,
            @Nullable String answer) {}
}
