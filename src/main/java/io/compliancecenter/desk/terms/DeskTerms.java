package io.compliancecenter.desk.terms;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.draft.ChangeKind;
import io.compliancecenter.desk.draft.DraftService;
import io.compliancecenter.terms.Terms;
import io.compliancecenter.terms.TermsVersion;
import io.compliancecenter.terms.TermsVersion.Kind;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The versions of the terms, as the desk sees them. */
@Service
@ConditionalOnDesk
@Transactional("deskTransactionManager")
class DeskTerms {

    private final Terms terms;
    private final DraftService drafts;
    private final TermsWithdrawals withdrawals;

    DeskTerms(Terms terms, DraftService drafts, TermsWithdrawals withdrawals) {
        this.terms = terms;
        this.drafts = drafts;
        this.withdrawals = withdrawals;
    }

    /**
     * A version.
     *
     * @param texts as Markdown, by language
     */
    record VersionView(
            int version, Kind kind, Instant effectiveAt, Map<Locale, String> texts, boolean retired, boolean byDesk) {

        static VersionView of(TermsVersion version) {
            Map<Locale, String> texts = new LinkedHashMap<>();
            version.texts().forEach(text -> texts.put(text.locale(), text.markdown()));
            return new VersionView(
                    version.version(),
                    version.kind(),
                    version.effectiveAt(),
                    Collections.unmodifiableMap(texts),
                    version.isRetired(),
                    version.isManagedByDesk());
        }
    }

    /**
     * All versions.
     *
     * @param versions latest first
     * @param current the number of the one in effect; null if there is none
     */
    record AllTerms(List<VersionView> versions, @Nullable Integer current) {

        /** The highest that is not retired; null if there is none. */
        @Nullable
        VersionView followed() {
            return versions.stream()
                    .filter(version -> !version.retired())
                    .findFirst()
                    .orElse(null);
        }

        int next() {
            return versions.isEmpty() ? 1 : versions.get(0).version() + 1;
        }
    }

    @Transactional(value = "deskTransactionManager", readOnly = true)
    public AllTerms find() {
        return new AllTerms(
                terms.all().stream().map(VersionView::of).toList(),
                terms.current().map(TermsVersion::version).orElse(null));
    }

    /** The version that a draft has. */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    public Optional<TermsContent> find(UUID draft, int version) {
        return drafts.find(draft, ChangeKind.TERMS, Integer.toString(version), TermsContent.class);
    }

    /**
     * Saves a version in a draft.
     *
     * @param draft null for a new one
     * @param seen revision of that draft when the form was opened; null if it was opened from what is published
     * @param title of a new draft
     * @return the draft; empty if it has a version already that was not seen
     */
    public Optional<UUID> save(
            @Nullable UUID draft, @Nullable Integer seen, int version, String title, TermsContent content) {
        if (draft != null && seen == null && find(draft, version).isPresent()) {
            return Optional.empty();
        }
        UUID target = draft == null ? drafts.create(title) : draft;
        int revision = draft == null || seen == null ? drafts.revision(target) : seen;
        drafts.put(target, revision, ChangeKind.TERMS, Integer.toString(version), content);
        return Optional.of(target);
    }

    public void withdraw(int version, String reason) {
        withdrawals.withdraw(version, reason);
    }
}
