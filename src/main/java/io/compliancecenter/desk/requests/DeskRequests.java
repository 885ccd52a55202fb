package io.compliancecenter.desk.requests;

import io.compliancecenter.request.CertificateRequest;
import io.compliancecenter.request.RequestState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Requests of all Organizations. The functions of the database check who acts, and write the record. */
interface DeskRequests extends Repository<CertificateRequest, UUID> {

    String ROW = """
            select r.id, r.state, r.requestedAt, r.reason, r.grantedUntil, r.endedAt, r.answer, o.id.value, o.name, u.name, u.email,
                   n.name, c.version
              from CertificateRequest r join Organization o on o.id = r.organization join User u on u.id = r.requestedBy
              join Certificate c on c.id = r.certificate join c.certification n
            """;

    /** The longest waiting first. */
    @Query(ROW + " where r.state = OPEN order by r.requestedAt, r.id")
    List<Row> findOpen(Pageable page);

    /** The latest first. */
    @Query(ROW + " where r.state in :states order by r.requestedAt desc, r.id desc")
    List<Row> findDecided(Collection<RequestState> states, Pageable page);

    @Query(ROW + " where r.id = :request")
    Optional<Row> find(UUID request);

    /** The rule that granted it; empty if none did. */
    @Query("""
            select l.emailDomain, g.name from CertificateRequest r join RequestRule l on l.id = r.ruleId
              left join AccessGroup g on g.code = l.groupCode
             where r.id = :request
            """)
    Optional<RuleRow> findRule(UUID request);

    /** Who ended the grant early, and why; empty if nobody did. */
    @NativeQuery("""
            select u.name as name, r.end_reason as reason from certificate_request r join user_account u on u.id = r.ended_by
             where r.id = :request
            """)
    Optional<EndRow> findEnd(UUID request);

    /** @return {@code GRANTED}, or {@code PAST} if the end has passed */
    @NativeQuery("select grant_request(:request, :until)")
    String grant(UUID request, Instant until);

    @NativeQuery("select decline_request(:request, :answer)")
    String decline(UUID request, String answer);

    /** @return whether it changed anything */
    @NativeQuery("select end_grant(:request, :reason)")
    boolean end(UUID request, String reason);

    /** @param name of the person who ended it */
    record EndRow(String name, String reason) {}

    /**
     * What a rule that granted a request is about.
     *
     * @param domain null if it is about a group
     * @param groupName null if it is about a domain
     */
    record RuleRow(@Nullable String domain, @Nullable String groupName) {}

    /**
     * A request.
     *
     * @param grantedUntil null unless it is granted
     * @param endedAt when the grant ended before its time; null if it did not
     * @param answer why it was declined; null if it was not
     * @param name of the person who asked
     */
    record Row(
            UUID id,
            RequestState state,
            Instant requestedAt,
            String reason,
            @Nullable Instant grantedUntil,
            @Nullable Instant endedAt,
            @Nullable String answer,
            UUID organizationId,
            String organization,
            String name,
            String email,
            String certification,
            int version) {

        /** Whether the grant can be ended now. */
        boolean isEndable(Instant now) {
            return grantedUntil != null && endedAt == null && now.isBefore(grantedUntil);
        }
    }
}
