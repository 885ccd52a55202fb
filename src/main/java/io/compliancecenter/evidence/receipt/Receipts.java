package io.compliancecenter.evidence.receipt;

import io.compliancecenter.evidence.EntryKind;
import io.compliancecenter.evidence.EvidenceEntries;
import io.compliancecenter.evidence.EvidenceEntry;
import io.compliancecenter.evidence.Facts;
import io.compliancecenter.evidence.NotOnRecordException;
import io.compliancecenter.evidence.TermsTexts;
import io.compliancecenter.evidence.checkpoint.Checkpoints;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.Role;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The receipts for acceptances, made out of the record and nothing else. */
@Component
public class Receipts {

    /** How many entries on copies a receipt lists; an acceptance may serve for years. */
    static final int COPIES = 200;

    private final EvidenceEntries entries;
    private final TermsTexts terms;
    private final Checkpoints checkpoints;

    Receipts(EvidenceEntries entries, TermsTexts terms, Checkpoints checkpoints) {
        this.entries = entries;
        this.terms = terms;
        this.checkpoints = checkpoints;
    }

    /**
     * The receipt for an acceptance: an admin gets those of the whole Organization, other members their own, which name them
     * as they are called now. Whoever had their address before is somebody else.
     *
     * @throws NotOnRecordException if there is none for this member
     */
    @Transactional(readOnly = true)
    public Receipt receipt(CurrentMember member, UUID acceptance) {
        EvidenceEntry entry = entries.about(member.organizationId(), acceptance, EntryKind.ACCEPTANCE)
                .orElseThrow(NotOnRecordException::new);
        Facts facts = Facts.of(entry.payload());
        boolean own = facts.text("member", "id").equals(member.user().toString())
                && facts.text("member", "name").equals(member.name());
        if (!own && member.role() != Role.ADMIN) {
            throw new NotOnRecordException();
        }
        return new Receipt(
                entry,
                facts,
                new String(terms.agreedTo(facts), StandardCharsets.UTF_8),
                entries.copiesUnder(member.organizationId(), acceptance, COPIES),
                checkpoints
                        .covering(entry.header().chain(), entry.header().sequence())
                        .orElse(null));
    }
}
