package io.compliancecenter.evidence.receipt;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.compliancecenter.download.GrantedPermits;
import io.compliancecenter.evidence.EntryKind;
import io.compliancecenter.evidence.EvidenceEntries;
import io.compliancecenter.evidence.EvidenceEntry;
import io.compliancecenter.evidence.NotOnRecordException;
import io.compliancecenter.evidence.Payload;
import io.compliancecenter.evidence.checkpoint.CheckpointHead;
import io.compliancecenter.evidence.checkpoint.CheckpointHeads;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.support.Sha256;
import io.compliancecenter.terms.Acceptance.AcceptanceId;
import io.compliancecenter.terms.Terms;
import io.compliancecenter.terms.TermsText;
import io.compliancecenter.terms.TermsVersion;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes receipts for acceptances, and for permits under agreements signed on paper, from the record alone. */
@Service
@Transactional(readOnly = true)
public class Receipts {

    /** The most entries on copies that a receipt lists: an acceptance may serve for years. */
    static final int MAX_COPIES = 200;

    /**
     * What is recorded about one acceptance or permit.
     *
     * @param entry its own entry
     * @param payload the entry's payload
     * @param terms the text that was agreed to, in Markdown; null if the permit is under an agreement signed on paper
     * @param copies the entries on permits and deliveries under it, in order
     * @param head the first signed end of the chain that covers its entry; null if there is none yet
     */
    public record Receipt(
            EvidenceEntry entry,
            Payload payload,
            @Nullable String terms,
            List<EvidenceEntry> copies,
            @Nullable CheckpointHead head) {

        /** The id of the acceptance or permit. */
        String id() {
            return payload.text(terms == null ? "permit" : "acceptance");
        }
    }

    private final EvidenceEntries entries;
    private final GrantedPermits permits;
    private final Terms terms;
    private final CheckpointHeads heads;

    Receipts(EvidenceEntries entries, GrantedPermits permits, Terms terms, CheckpointHeads heads) {
        this.entries = entries;
        this.permits = permits;
        this.terms = terms;
        this.heads = heads;
    }

    /**
     * The receipt for an acceptance, or for a permit under an agreement signed on paper. Admins get all receipts of their Organization, other members their own that name them as
     * they are called now: an earlier holder of their address is somebody else.
     *
     * @throws NotOnRecordException if there is nothing to give a receipt for, or the member must not see it
     */
    public Receipt receipt(CurrentMember member, UUID id) {
        UUID chain = member.organizationId().value();
        EvidenceEntry entry = entries.findAbout(chain, id, EntryKind.ACCEPTANCE)
                .or(() -> permitUnderAgreement(chain, id))
                .orElseThrow(NotOnRecordException::new);
        Payload payload = entry.payload();
        boolean own = payload.text("member", "id").equals(member.user().toString())
                && payload.text("member", "name").equals(member.name());
        if (!own && !member.isAdmin()) {
            throw new NotOnRecordException();
        }
        boolean agreed = entry.kind() == EntryKind.ACCEPTANCE;
        return new Receipt(
                entry,
                payload,
                agreed ? agreedTerms(payload) : null,
                agreed ? copies(member.organizationId(), id) : entries.findAbout(chain, List.of(id), MAX_COPIES),
                heads.findCovering(chain, entry.sequence()).orElse(null));
    }

    private Optional<EvidenceEntry> permitUnderAgreement(UUID chain, UUID permit) {
        return entries.findAbout(chain, permit, EntryKind.PERMIT)
                .filter(entry -> !entry.payload().text("agreement", "id").isEmpty());
    }

    private List<EvidenceEntry> copies(OrganizationId organization, UUID acceptance) {
        List<UUID> ids = permits.findUnder(organization, new AcceptanceId(acceptance), MAX_COPIES);
        return entries.findAbout(organization.value(), ids, MAX_COPIES);
    }

    /**
     * The texts that were agreed to, in Markdown. Published texts are never deleted.
     *
     * @param acceptances the payloads of acceptances
     * @return a text for each of them, in their order
     */
    public List<String> agreedTerms(Collection<Payload> acceptances) {
        Map<Integer, TermsVersion> versions =
                terms.published(acceptances.stream().map(Receipts::termsVersion).collect(toSet())).stream()
                        .collect(toMap(TermsVersion::version, version -> version));
        return acceptances.stream()
                .map(acceptance -> text(acceptance, versions.get(termsVersion(acceptance))))
                .toList();
    }

    String agreedTerms(Payload acceptance) {
        return agreedTerms(List.of(acceptance)).get(0);
    }

    private static int termsVersion(Payload acceptance) {
        return Math.toIntExact(acceptance.number("terms", "version"));
    }

    private static String text(Payload acceptance, @Nullable TermsVersion version) {
        return Optional.ofNullable(version)
                .flatMap(found -> found.text(Locale.forLanguageTag(acceptance.text("terms", "locale"))))
                .map(TermsText::markdown)
                .filter(text -> Sha256.of(text).equals(acceptance.text("terms", "sha256")))
                .orElseThrow(() -> new IllegalStateException("The terms of an acceptance are missing or altered"));
    }
}
