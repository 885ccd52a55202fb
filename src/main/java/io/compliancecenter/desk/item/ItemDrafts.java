package io.compliancecenter.desk.item;

import io.compliancecenter.catalogue.CatalogueManagers;
import io.compliancecenter.catalogue.CatalogueManagers.Managed;
import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.catalogue.Manager;
import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskNotFoundException;
import io.compliancecenter.desk.draft.ChangeKind;
import io.compliancecenter.desk.draft.DraftService;
import io.compliancecenter.desk.draft.DraftService.OpenDraft;
import io.compliancecenter.support.Sha256;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Opens compliances and certifications for changes, and puts these into drafts. */
@Service
@ConditionalOnDesk
@Transactional(value = "deskTransactionManager", readOnly = true)
class ItemDrafts {

    private final DraftService drafts;
    private final CatalogueService catalogue;
    private final CatalogueManagers managers;
    private final JsonMapper json;
    private final Clock clock;

    ItemDrafts(
            DraftService drafts, CatalogueService catalogue, CatalogueManagers managers, JsonMapper json, Clock clock) {
        this.drafts = drafts;
        this.catalogue = catalogue;
        this.managers = managers;
        this.json = json;
        this.clock = clock;
    }

    /**
     * An item that is opened for changes.
     *
     * @param seen identifies what the draft has of it; empty if that is nothing
     */
    record Opened(ItemForm form, String seen) {}

    /**
     * What a form offers and refuses.
     *
     * @param taken codes of everything that was ever published
     * @param compliances names by code of those that can be named
     * @param open drafts
     * @param firstLanguage of the catalogue, as a tag
     * @param languages of translations, as tags: those of the catalogue but its first
     */
    record Choices(
            Set<String> taken,
            Map<String, String> compliances,
            List<OpenDraft> open,
            String firstLanguage,
            List<String> languages) {}

    /**
     * An item as the draft has it, else as it was last published.
     *
     * @param draft null for none
     * @throws DeskNotFoundException if there is no such item, or the folder manages it
     */
    Opened open(ChangeKind kind, String code, @Nullable UUID draft) {
        if (isManagedByFolder(kind, code)) {
            throw new DeskNotFoundException();
        }
        Optional<String> inDraft = draft == null ? Optional.empty() : drafts.content(draft, kind, code);
        ItemForm form = inDraft.filter(content -> !isRetirement(content))
                .map(content -> parse(kind, code, content))
                .or(() -> kind == ChangeKind.COMPLIANCE
                        ? catalogue.lastCompliance(code).map(ComplianceForm::of)
                        : catalogue.lastCertification(code).map(CertificationForm::of))
                .orElseThrow(DeskNotFoundException::new);
        return new Opened(form, version(inDraft));
    }

    private boolean isRetirement(String content) {
        return json.readTree(content).has("retired");
    }

    private ItemForm parse(ChangeKind kind, String code, String content) {
        return kind == ChangeKind.COMPLIANCE
                ? ComplianceForm.of(code, json.readValue(content, ComplianceContent.class))
                : CertificationForm.of(code, json.readValue(content, CertificationContent.class));
    }

    private List<Managed> managed(ChangeKind kind) {
        return kind == ChangeKind.COMPLIANCE ? managers.findOfCompliances() : managers.findOfCertifications();
    }

    /** Identifies what a draft has of an item. */
    static String version(Optional<String> content) {
        return content.map(Sha256::of).orElse("");
    }

    Choices choices(ChangeKind kind) {
        Map<String, String> compliances = new LinkedHashMap<>();
        managers.findOfCompliances().stream()
                .filter(item -> item.retiredAt() == null)
                .forEach(item -> compliances.put(item.code(), item.name()));
        drafts.namesInOpenDrafts(ChangeKind.COMPLIANCE).forEach(compliances::putIfAbsent);
        List<String> languages = catalogue.languages();
        return new Choices(
                managed(kind).stream().map(Managed::code).collect(Collectors.toSet()),
                compliances,
                drafts.listOpen(),
                languages.get(0),
                languages.subList(1, languages.size()));
    }

    /** The day from which the dates of a renewal cycle count: when the current certificate was issued, else today. */
    LocalDate renewedFrom(String certification) {
        LocalDate today = LocalDate.now(clock);
        return catalogue
                .current()
                .certification(certification)
                .flatMap((PublishedCertification found) -> found.currentCertificate(today))
                .map((PublishedCertificate current) -> current.issued().issuedOn())
                .orElse(today);
    }

    /**
     * Saves an item in a draft.
     *
     * @return the draft; empty, and nothing is saved, if somebody else has saved the item there meanwhile
     * @throws LanguageChangedException if it was typed in another language than the texts of the catalogue are in now
     */
    @Transactional("deskTransactionManager")
    Optional<UUID> save(ItemForm form, Edit edit) {
        Optional<UUID> saved = put(form.kind(), form.code(), form.name(), form.content(), edit.draft(), edit.seen());
        // Now that no folder can be published before the end of the transaction.
        if (edit.isInAnotherLanguage(catalogue.languages().get(0))) {
            throw new LanguageChangedException();
        }
        return saved;
    }

    /** The texts of the catalogue are in another first language than when the form was opened. */
    static class LanguageChangedException extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    /**
     * Puts a change into a draft, unless the draft has another one than was seen.
     *
     * @param title of a new draft
     */
    private Optional<UUID> put(
            ChangeKind kind, String key, String title, Object content, @Nullable UUID draft, String seen) {
        UUID target = draft == null ? drafts.create(title) : draft;
        // Before the item is read, so that the database refuses whatever is saved between.
        int revision = drafts.revision(target);
        if (draft != null && !version(drafts.content(target, kind, key)).equals(seen)) {
            return Optional.empty();
        }
        drafts.put(target, revision, kind, key, content);
        return Optional.of(target);
    }

    /**
     * A published item that the desk manages.
     *
     * @throws DeskNotFoundException if there is none
     */
    Managed published(ChangeKind kind, String code) {
        return managed(kind).stream()
                .filter(item -> item.code().equals(code) && item.manager() == Manager.DESK && item.retiredAt() == null)
                .findFirst()
                .orElseThrow(DeskNotFoundException::new);
    }

    /**
     * Takes an item off the page, with a draft.
     *
     * @param draft null for a new one
     * @return the draft; empty if it changes the item already
     */
    @Transactional("deskTransactionManager")
    Optional<UUID> retire(ChangeKind kind, String code, @Nullable UUID draft) {
        String name = published(kind, code).name();
        return put(kind, code, name, new Retirement(name, true), draft, "");
    }

    /** An item that is no longer to be shown, as a draft has it. */
    private record Retirement(String name, boolean retired) {}

    /** The order of a list, as a draft has it. */
    private record Order(List<String> codes) {}

    /**
     * A list that is opened for another order.
     *
     * @param names by code, in order
     * @param seen identifies the order that the draft has; empty if it has none
     */
    record OpenedOrder(Map<String, String> names, String seen) {}

    /**
     * All published items of a list, in the order that the draft has, else as they are published.
     *
     * @param draft null for none
     * @throws DeskNotFoundException if the folder manages all of them
     */
    OpenedOrder openOrder(ChangeKind kind, @Nullable UUID draft) {
        if (managed(kind).stream().noneMatch(item -> item.manager() == Manager.DESK)) {
            throw new DeskNotFoundException();
        }
        Map<String, String> published = new LinkedHashMap<>();
        Catalogue current = catalogue.current();
        if (kind == ChangeKind.COMPLIANCE) {
            current.compliances().forEach(item -> published.put(item.code(), item.name()));
        } else {
            current.certifications().forEach(item -> published.put(item.code(), item.name()));
        }
        Optional<String> inDraft =
                draft == null ? Optional.empty() : drafts.content(draft, ChangeKind.ORDER, kind.name());
        List<String> wanted = inDraft.map(
                        content -> json.readValue(content, Order.class).codes())
                .orElse(List.of());
        return new OpenedOrder(ordered(published, wanted), version(inDraft));
    }

    /** What is not named comes last, and what is not there is left out. */
    static Map<String, String> ordered(Map<String, String> names, List<String> codes) {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (String code : codes) {
            String name = names.get(code);
            if (name != null) {
                ordered.put(code, name);
            }
        }
        names.forEach(ordered::putIfAbsent);
        return ordered;
    }

    /**
     * Puts the order of a list into a draft.
     *
     * @param draft null for a new one
     * @param title of a new draft
     * @return the draft; empty if it has another order than was seen
     */
    @Transactional("deskTransactionManager")
    Optional<UUID> saveOrder(ChangeKind kind, List<String> codes, String title, @Nullable UUID draft, String seen) {
        return put(ChangeKind.ORDER, kind.name(), title, new Order(codes), draft, seen);
    }

    /** The item as the draft has it, as JSON. */
    Optional<String> content(ChangeKind kind, String code, UUID draft) {
        return drafts.content(draft, kind, code);
    }

    boolean isManagedByFolder(ChangeKind kind, String code) {
        return managed(kind).stream().anyMatch(item -> item.code().equals(code) && item.manager() == Manager.FOLDER);
    }

    /** Whether the draft can still be changed. */
    boolean isOpen(UUID draft) {
        return drafts.isOpen(draft);
    }
}
