package io.compliancecenter.desk.agreement;

import io.compliancecenter.download.SignedAgreement;
import io.compliancecenter.download.SignedAgreementId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Agreements of all Organizations. The functions of the database check who acts, and write the record. */
interface Agreements extends Repository<SignedAgreement, SignedAgreementId> {

    /** In SQL, because the function that says where an agreement stands takes a whole row. */
    String ROW = """
            select a.id as id, a.organization_id as organizationId, o.name as organization,
                   signed_agreement_status(a, clock_timestamp()) as status, a.revision as revision,
                   a.vendor_party as vendorParty, a.customer_party as customerParty, a.signed_on as signedOn,
                   a.in_force_from as inForceFrom, a.in_force_until as inForceUntil,
                   (select string_agg(u.name, ', ' order by lower(u.name), u.id)
                      from signed_agreement_author w join user_account u on u.id = w.user_id
                     where w.agreement_id = a.id) as authors,
                   exists (select from signed_agreement_author w
                            where w.agreement_id = a.id and w.user_id = current_user_id()) as own,
                   (select u.name from user_account u where u.id = a.submitted_by) as submitter, a.submitted_at as submittedAt,
                   (select u.name from user_account u where u.id = a.approved_by) as approver, a.approved_at as approvedAt,
                   (select u.name from user_account u where u.id = a.ended_by) as ender, a.ended_at as endedAt,
                   a.end_reason as endReason, a.remark as remark, encode(a.sha256, 'hex') as sha256,
                   encode(p.sha256, 'hex') as paperSha256, p.size as paperSize
              from signed_agreement a
              join organization o on o.id = a.organization_id
              left join signed_agreement_paper p on p.agreement_id = a.id
            """;

    /** Of one Organization, the latest first. */
    @NativeQuery(ROW + " where a.organization_id = :organization order by a.created_at desc, a.id desc limit 200")
    List<AgreementRow> findOf(UUID organization);

    /** Those that wait for a second person, the longest waiting first. */
    @NativeQuery(ROW + " where a.state = 'IN_REVIEW' order by a.submitted_at, a.id limit 200")
    List<AgreementRow> findInReview();

    @NativeQuery(ROW + " where a.id = :agreement and a.organization_id = :organization")
    Optional<AgreementRow> find(UUID organization, UUID agreement);

    @Query("select v.details.name from Vendor v")
    Optional<String> findVendor();

    /** @param agreement null for a new one */
    @NativeQuery("""
            select save_agreement(cast(:agreement as uuid), cast(:seen as integer), :organization, :vendorParty, :customerParty,
                                  :signedOn, :from, cast(:until as timestamptz))
            """)
    UUID save(
            @Nullable UUID agreement,
            @Nullable Integer seen,
            UUID organization,
            String vendorParty,
            String customerParty,
            LocalDate signedOn,
            Instant from,
            @Nullable Instant until);

    /** @return name of an {@link AgreementOutcome} */
    @NativeQuery("select submit_agreement(:agreement, :seen)")
    String submit(UUID agreement, int seen);

    /** @return name of an {@link AgreementOutcome} */
    @NativeQuery("select approve_agreement(:agreement, :sha256)")
    String approve(UUID agreement, byte[] sha256);

    @NativeQuery("select 1 from return_agreement(:agreement, :seen, cast(:remark as text))")
    int sendBack(UUID agreement, int seen, @Nullable String remark);

    @NativeQuery("select 1 from discard_agreement(:agreement, :seen)")
    int discard(UUID agreement, int seen);

    /** The purge of its paper that was asked for or made; empty if there is none. */
    @NativeQuery("""
            select p.state as state, p.reason as reason, encode(p.sha256, 'hex') as sha256, p.size as size,
                   p.requested_by as requesterId, r.name as requester, p.requested_at as requestedAt,
                   d.name as decider, p.decided_at as decidedAt
              from agreement_paper_purge p join user_account r on r.id = p.requested_by
              left join user_account d on d.id = p.decided_by
             where p.agreement_id = :agreement and p.state <> 'DECLINED'
            """)
    Optional<PaperPurgeRow> findPurge(UUID agreement);

    @NativeQuery("select 1 from request_paper_purge(:agreement, :reason)")
    int requestPurge(UUID agreement, String reason);

    @NativeQuery("select 1 from decline_paper_purge(:agreement)")
    int declinePurge(UUID agreement);

    /**
     * @param sha256 of the paper that the approver has seen, in hexadecimal
     * @return {@code PURGED}, {@code OWN} or {@code CHANGED}
     */
    @NativeQuery("select confirm_paper_purge(:agreement, decode(:sha256, 'hex'))")
    String confirmPurge(UUID agreement, String sha256);

    /**
     * A purge of a paper.
     *
     * @param state {@code REQUESTED} or {@code PURGED}
     * @param sha256 of the paper, in lower-case hexadecimal
     * @param decider null until it is confirmed, as is the time
     */
    record PaperPurgeRow(
            String state,
            String reason,
            String sha256,
            int size,
            UUID requesterId,
            String requester,
            Instant requestedAt,
            @Nullable String decider,
            @Nullable Instant decidedAt) {}

    /** @return whether it changed anything */
    @NativeQuery("select end_agreement(:agreement, :reason)")
    boolean end(UUID agreement, String reason);

    /**
     * An agreement.
     *
     * @param status name of an {@link AgreementStatus}
     * @param inForceUntil null if it has no end
     * @param authors names of all who changed it
     * @param own whether the user of the transaction is one of them
     * @param submitter null unless it is in review or approved, as are the time and the hash
     * @param approver null unless it is approved, as is the time
     * @param ender null unless it was ended early, as are the time and the reason
     * @param remark why it was sent back; null if it was not
     * @param paperSha256 null if there is no paper, as is its size
     */
    record AgreementRow(
            UUID id,
            UUID organizationId,
            String organization,
            String status,
            int revision,
            String vendorParty,
            String customerParty,
            LocalDate signedOn,
            Instant inForceFrom,
            @Nullable Instant inForceUntil,
            String authors,
            boolean own,
            @Nullable String submitter,
            @Nullable Instant submittedAt,
            @Nullable String approver,
            @Nullable Instant approvedAt,
            @Nullable String ender,
            @Nullable Instant endedAt,
            @Nullable String endReason,
            @Nullable String remark,
            @Nullable String sha256,
            @Nullable String paperSha256,
            @Nullable Integer paperSize) {}
}
