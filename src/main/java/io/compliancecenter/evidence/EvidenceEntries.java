package io.compliancecenter.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor.SpecificationFluentQuery;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The entries of an Organization's chain. Every query names the chain; row-level security hides the others as well. */
@Transactional(readOnly = true)
public interface EvidenceEntries extends Repository<EvidenceEntry, EvidenceEntry.Id> {

    /** A specification has only the conditions that apply, so that PostgreSQL can choose the index that serves them. */
    <S extends EvidenceEntry, R> R findBy(
            Specification<EvidenceEntry> conditions, Function<? super SpecificationFluentQuery<S>, R> query);

    @Query("select e from EvidenceEntry e where e.id.chainId = :chain and e.id.sequence between :first and :last"
            + " order by e.id.sequence")
    List<EvidenceEntry> findBetween(UUID chain, long first, long last);

    /** The last entry before a time. Time never goes back within a chain, so that a period is a range of sequences. */
    @Query("""
            select e.id.sequence from EvidenceEntry e where e.id.chainId = :chain and e.recordedAt < :until
             order by e.recordedAt desc, e.id.sequence desc limit 1
            """)
    Optional<Long> findLastSequenceBefore(UUID chain, Instant until);

    @Query("""
            select e.id.sequence from EvidenceEntry e where e.id.chainId = :chain and e.recordedAt >= :from
             order by e.recordedAt, e.id.sequence limit 1
            """)
    Optional<Long> findFirstSequenceSince(UUID chain, Instant from);

    /** The entry of an acceptance or permit. */
    @Query("select e from EvidenceEntry e where e.id.chainId = :chain and e.subjectId = :subject and e.kind = :kind"
            + " order by e.id.sequence limit 1")
    Optional<EvidenceEntry> findAbout(UUID chain, UUID subject, EntryKind kind);

    /** The first entries about acceptances or permits, in order. */
    @Query("select e from EvidenceEntry e where e.id.chainId = :chain and e.subjectId in :subjects"
            + " order by e.id.sequence limit :limit")
    List<EvidenceEntry> findAbout(UUID chain, List<UUID> subjects, int limit);

    /** The latest sign-ins of the transaction's user that failed, or the latest others, latest first. */
    @NativeQuery("select * from own_sign_ins(:failed, :limit)")
    List<EvidenceEntry> findOwnSignIns(boolean failed, int limit);

    /** How many failed in the last 30 days, counted up to 1,000. */
    @NativeQuery("select cast(own_failed_sign_ins() as integer)")
    int countOwnFailedSignIns();

    // PostgreSQL has no skip scan for these: each step of the recursion jumps to the next value in the index, so that
    // the time depends on the number of values and not on the number of entries.

    /** The latest entry by each member, which has their current name. */
    @NativeQuery("""
            with recursive latest as (
                (select * from evidence_entry where chain_id = :chain and user_id is not null
                  order by user_id desc, sequence desc limit 1)
                union all
                select next.* from latest, lateral (
                    select * from evidence_entry where chain_id = :chain and user_id < latest.user_id
                     order by user_id desc, sequence desc limit 1) next)
            select * from latest
            """)
    List<EvidenceEntry> findLatestOfEachMember(UUID chain);

    /** The latest entry about each certificate. */
    @NativeQuery("""
            with recursive latest as (
                (select * from evidence_entry where chain_id = :chain and certificate_id is not null
                  order by certificate_id desc, sequence desc limit 1)
                union all
                select next.* from latest, lateral (
                    select * from evidence_entry where chain_id = :chain and certificate_id < latest.certificate_id
                     order by certificate_id desc, sequence desc limit 1) next)
            select * from latest
            """)
    List<EvidenceEntry> findLatestOfEachCertificate(UUID chain);

    /** Records a denial for the member of the transaction. */
    @NativeQuery("select 1 from record_denial(:certificate, :reason)")
    int recordDenial(UUID certificate, String reason);

    /** Records a delivery under a permit of the member of the transaction. */
    @NativeQuery("select 1 from record_delivery(:permit, :fromByte, :bytesSent, :bytesAsked, :copySize, :copySha256)")
    int recordDelivery(UUID permit, long fromByte, long bytesSent, long bytesAsked, long copySize, byte[] copySha256);
}
