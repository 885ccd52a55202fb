package io.compliancecenter.desk.draft;

import io.compliancecenter.organization.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Drafts. The functions of the database check the role of the user of the transaction, and write the record. */
interface Drafts extends Repository<Draft, UUID> {

    String ROW = """
            select d.id, d.title, d.state, d.createdAt, u.name, (select count(c) from DraftChange c where c.id.draftId = d.id)
              from Draft d join User u on u.id = d.createdBy
            """;

    Optional<Draft> findById(UUID id);

    /** Latest first. */
    @Query(ROW + " where d.state in :states order by d.createdAt desc, d.id desc")
    List<DraftRow> findRows(Collection<DraftState> states, Limit limit);

    /** Ordered as they are published. */
    @Query("""
            select c from DraftChange c where c.id.draftId = :draft
             order by case c.id.kind when COMPLIANCE then 1 when CERTIFICATION then 2 when CERTIFICATE then 3 else 4 end, c.id.key
            """)
    List<DraftChange> findChanges(UUID draft);

    @Query("select c from DraftChange c where c.id.draftId = :draft and c.id.kind = :kind and c.id.key = :key")
    Optional<DraftChange> findChange(UUID draft, ChangeKind kind, String key);

    /** Compliances or certifications in drafts that can be changed. */
    @Query("""
            select c from DraftChange c join Draft d on d.id = c.id.draftId
             where d.state = OPEN and c.id.kind = :kind order by c.id.key
            """)
    List<DraftChange> findOpenChanges(ChangeKind kind);

    @Query("select d from DraftDocument d where d.id.draftId = :draft")
    List<DraftDocument> findDocuments(UUID draft);

    /** Everybody who changed the draft. */
    @NativeQuery("select user_id from draft_author where draft_id = :draft")
    List<UUID> findAuthors(UUID draft);

    /**
     * Whether somebody changed the draft, with this account or another one with their address. The database's
     * {@code is_draft_author}, which decides, also knows the addresses that accounts had before; the desk may not read these.
     */
    @NativeQuery("""
            select exists (select from draft_author a
                             join user_account author on author.id = a.user_id
                             join user_account reader on reader.id = author.id or reader.email = author.email
                            where a.draft_id = :draft and reader.id = :reader)
            """)
    boolean isAuthor(UUID draft, UUID reader);

    @Query("select u.id, u.name from User u where u.id in :people")
    List<NamedPerson> findNames(Collection<UserId> people);

    /** What the new certificates of a draft supersede, unless that was withdrawn before, and the names of access groups. */
    @NativeQuery("""
            select d.key as key,
                   case when c.id is not null then cast(jsonb_build_object(
                       'issuer', c.issuer, 'issuedOn', c.issued_on, 'validUntil', c.valid_until, 'fileName', c.file_name,
                       'otherwise', coalesce(d.replaces ->> 'otherwise', 'EVERYONE'), 'groups', d.replaces -> 'groups') as text)
                   end as content,
                   (select cast(jsonb_object_agg(g.code, g.name) as text) from access_group g) as groups
              from draft_change d
              join draft x on x.id = d.draft_id
              left join certificate c on c.certification_code = d.content ->> 'certification'
                                     and c.version = cast(d.replaces ->> 'follows' as integer)
                                     and (c.retired_at is null or c.retired_at > x.published_at)
             where d.draft_id = :draft and d.kind = 'CERTIFICATE'
            """)
    List<Superseded> findSuperseded(UUID draft);

    /** Whether everything that the draft replaces is still as it was. */
    @NativeQuery("select is_draft_current(:draft)")
    boolean isCurrent(UUID draft);

    @NativeQuery("select create_draft(:title)")
    UUID create(String title);

    @NativeQuery("select 1 from put_draft_change(:draft, :seen, :kind, :key, cast(:content as jsonb))")
    int putChange(UUID draft, int seen, String kind, String key, String content);

    @NativeQuery("select 1 from remove_draft_change(:draft, :seen, :kind, :key)")
    int removeChange(UUID draft, int seen, String kind, String key);

    /** @return name of a {@link ReviewOutcome} */
    @NativeQuery("select submit_draft(:draft, :seen)")
    String submit(UUID draft, int seen);

    @NativeQuery("select 1 from return_draft(:draft, :seen, cast(:remark as text))")
    int sendBack(UUID draft, int seen, @Nullable String remark);

    @NativeQuery("select 1 from discard_draft(:draft, :seen)")
    int discard(UUID draft, int seen);

    /** @return name of a {@link ReviewOutcome} */
    @NativeQuery("select approve_draft(:draft, :sha256, cast(:publishAt as timestamptz))")
    String approve(UUID draft, byte[] sha256, @Nullable Instant publishAt);

    /** @return name of a {@link ReviewOutcome} */
    @NativeQuery("select publish_draft(:draft)")
    String publish(UUID draft);

    /** Approved drafts whose time has come. */
    @NativeQuery("select due_drafts()")
    List<UUID> findDue();

    /**
     * A draft in a list.
     *
     * @param author who began it
     */
    record DraftRow(UUID id, String title, DraftState state, Instant createdAt, String author, long changes) {}

    record NamedPerson(UserId id, String name) {}

    /**
     * What a new certificate supersedes.
     *
     * @param key of the new one
     * @param content JSON, as that of a change; null if it supersedes none
     * @param groups JSON: names of access groups by code; null if there are none
     */
    record Superseded(
            String key, @Nullable String content, @Nullable String groups) {}
}
