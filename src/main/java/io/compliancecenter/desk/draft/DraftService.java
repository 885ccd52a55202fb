package io.compliancecenter.desk.draft;

import io.compliancecenter.catalogue.CatalogueManagers;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.ApprovalRule;
import io.compliancecenter.desk.DeskNotFoundException;
import io.compliancecenter.organization.UserId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** What happens to drafts. The database checks who may do it. */
@Service
@ConditionalOnDesk
@Transactional("deskTransactionManager")
public class DraftService {

    private static final int MOST_ROWS = 100;

    private final Drafts drafts;
    private final CatalogueManagers managers;
    private final ApprovalRule rule;
    private final JsonMapper json;

    DraftService(Drafts drafts, CatalogueManagers managers, ApprovalRule rule, JsonMapper json) {
        this.drafts = drafts;
        this.managers = managers;
        this.rule = rule;
        this.json = json;
    }

    /**
     * A draft with everything in it.
     *
     * @param superseded by key of the new certificate
     * @param author whether the reader is one of the authors, with any account of theirs
     */
    record OpenedDraft(
            Draft draft,
            List<DraftChange> changes,
            Map<String, DraftDocument> documents,
            Map<String, Drafts.Superseded> superseded,
            Set<UserId> authors,
            boolean author,
            Map<UserId, String> names,
            boolean current,
            boolean secondPerson) {}

    @Transactional(value = "deskTransactionManager", readOnly = true)
    List<Drafts.DraftRow> list(boolean closed) {
        List<DraftState> states = Stream.of(DraftState.values())
                .filter(state -> state.isClosed() == closed)
                .toList();
        return drafts.findRows(states, Limit.of(MOST_ROWS));
    }

    /** Drafts that can be changed, latest first. */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    public List<OpenDraft> listOpen() {
        return drafts.findRows(Set.of(DraftState.OPEN), Limit.of(MOST_ROWS)).stream()
                .map(row -> new OpenDraft(row.id(), row.title()))
                .toList();
    }

    /**
     * The PDF of a new certificate.
     *
     * @param sha256 in lower-case hexadecimal
     * @param signed whether it is digitally signed, so that its copies are not stamped
     */
    record DocumentView(String key, String sha256, boolean signed) {

        static DocumentView of(DraftDocument document) {
            return new DocumentView(document.key(), document.sha256(), document.isSigned());
        }
    }

    /** A draft to choose. */
    public record OpenDraft(UUID id, String title) {}

    /**
     * A draft, as somebody reads it.
     *
     * @throws DeskNotFoundException if there is no such draft
     */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    OpenedDraft open(UUID id, UserId reader) {
        Draft draft = drafts.findById(id).orElseThrow(DeskNotFoundException::new);
        Set<UserId> authors = drafts.findAuthors(id).stream().map(UserId::new).collect(Collectors.toUnmodifiableSet());
        Set<UserId> people = new HashSet<>(authors);
        Stream.of(draft.createdBy(), draft.submittedBy(), draft.approvedBy())
                .flatMap(Stream::ofNullable)
                .forEach(people::add);
        return new OpenedDraft(
                draft,
                drafts.findChanges(id),
                drafts.findDocuments(id).stream().collect(Collectors.toMap(DraftDocument::key, document -> document)),
                drafts.findSuperseded(id).stream().collect(Collectors.toMap(Drafts.Superseded::key, row -> row)),
                authors,
                drafts.isAuthor(id, reader.value()),
                drafts.findNames(people).stream()
                        .collect(Collectors.toMap(Drafts.NamedPerson::id, Drafts.NamedPerson::name)),
                draft.isClosed() || drafts.isCurrent(id),
                rule.requiresSecondPerson());
    }

    @Transactional(value = "deskTransactionManager", readOnly = true)
    KnownItems knownItems() {
        return KnownItems.of(managers.findOfCompliances(), managers.findOfCertifications());
    }

    public UUID create(String title) {
        return drafts.create(title);
    }

    /**
     * Adds or replaces a change.
     *
     * @param seen revision of the draft that the author saw; a draft that changed since is refused
     * @param content a record that is written as JSON
     */
    public void put(UUID draft, int seen, ChangeKind kind, String key, Object content) {
        drafts.putChange(draft, seen, kind.name(), key, json.writeValueAsString(content));
    }

    public void remove(UUID draft, int seen, ChangeKind kind, String key) {
        drafts.removeChange(draft, seen, kind.name(), key);
    }

    /** An item as the draft has it; empty if the draft does not change it. */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    public <T> Optional<T> find(UUID draft, ChangeKind kind, String key, Class<T> type) {
        return drafts.findChange(draft, kind, key).map(change -> json.readValue(change.content(), type));
    }

    /** An item as the draft has it, as JSON; empty if the draft does not change it. */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    public Optional<String> content(UUID draft, ChangeKind kind, String key) {
        return drafts.findChange(draft, kind, key).map(DraftChange::content);
    }

    /** Names of what drafts that can be changed have of a kind, by code. */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    public Map<String, String> namesInOpenDrafts(ChangeKind kind) {
        Map<String, String> names = new TreeMap<>();
        drafts.findOpenChanges(kind)
                .forEach(change -> names.put(
                        change.key(),
                        json.readTree(change.content()).path("name").asString("")));
        return names;
    }

    /** Whether the draft can be changed. */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    public boolean isOpen(UUID draft) {
        return drafts.findById(draft).filter(Draft::isOpen).isPresent();
    }

    /** @throws DeskNotFoundException if there is no such certificate, or it has no document */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    DocumentView document(UUID draft, String key) {
        return drafts.findDocuments(draft).stream()
                .filter(document -> document.key().equals(key))
                .findFirst()
                .map(DocumentView::of)
                .orElseThrow(DeskNotFoundException::new);
    }

    /** The revision that a new change has to name. */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    public int revision(UUID draft) {
        return drafts.findById(draft).orElseThrow(DeskNotFoundException::new).revision();
    }

    ReviewOutcome submit(UUID draft, int seen) {
        return ReviewOutcome.valueOf(drafts.submit(draft, seen));
    }

    void sendBack(UUID draft, int seen, @Nullable String remark) {
        drafts.sendBack(draft, seen, remark);
    }

    void discard(UUID draft, int seen) {
        drafts.discard(draft, seen);
    }

    /** @param publishAt null for at once */
    ReviewOutcome approve(UUID draft, byte[] sha256, @Nullable Instant publishAt) {
        return ReviewOutcome.valueOf(drafts.approve(draft, sha256, publishAt));
    }

    @Transactional(value = "deskTransactionManager", readOnly = true)
    List<UUID> findDue() {
        return drafts.findDue();
    }

    /** Publishes an approved draft whose time has come. */
    ReviewOutcome publish(UUID draft) {
        return ReviewOutcome.valueOf(drafts.publish(draft));
    }
}
