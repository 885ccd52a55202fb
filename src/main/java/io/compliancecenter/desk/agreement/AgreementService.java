package io.compliancecenter.desk.agreement;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskNotFoundException;
import io.compliancecenter.desk.DeskOrganizations;
import io.compliancecenter.desk.agreement.Agreements.AgreementRow;
import io.compliancecenter.desk.agreement.Agreements.PaperPurgeRow;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads agreements signed on paper, and takes the steps from a draft to its end. The database checks who may do it. */
@Service
@ConditionalOnDesk
@Transactional("deskTransactionManager")
public class AgreementService {

    private final Agreements agreements;
    private final AgreementPapers papers;
    private final DeskOrganizations organizations;

    AgreementService(Agreements agreements, AgreementPapers papers, DeskOrganizations organizations) {
        this.agreements = agreements;
        this.papers = papers;
        this.organizations = organizations;
    }

    /** What the paper says. @param until null for no end */
    record Particulars(
            String vendorParty,
            String customerParty,
            LocalDate signedOn,
            Instant from,
            @Nullable Instant until) {}

    /** Those of an Organization, the latest first. */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    public List<AgreementView> of(UUID organization, Locale language, ZoneId zone) {
        return agreements.findOf(organization).stream()
                .map(row -> AgreementView.of(row, language, zone))
                .toList();
    }

    @Transactional(value = "deskTransactionManager", readOnly = true)
    List<AgreementRow> inReview() {
        return agreements.findInReview();
    }

    /** @throws DeskNotFoundException if there is no such agreement */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    AgreementRow find(UUID organization, UUID agreement) {
        return agreements.find(organization, agreement).orElseThrow(DeskNotFoundException::new);
    }

    /** The purge of its paper that was asked for or made; empty if there is none. */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    Optional<PaperPurgeRow> findPurge(UUID agreement) {
        return agreements.findPurge(agreement);
    }

    void requestPurge(UUID agreement, String reason) {
        agreements.requestPurge(agreement, reason);
    }

    void declinePurge(UUID agreement) {
        agreements.declinePurge(agreement);
    }

    /** @param sha256 of the paper that the approver has seen, in hexadecimal */
    AgreementOutcome confirmPurge(UUID agreement, String sha256) {
        return AgreementOutcome.valueOf("PAPER_" + agreements.confirmPurge(agreement, sha256));
    }

    /** @throws DeskNotFoundException if there is no such Organization */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    String organization(UUID organization) {
        return organizations
                .find(organization)
                .orElseThrow(DeskNotFoundException::new)
                .name();
    }

    /** The vendor's name; empty while nothing is published. */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    String vendor() {
        return agreements.findVendor().orElse("");
    }

    /**
     * Saves an open agreement.
     *
     * @param agreement null for a new one, as is the revision that its author saw
     * @param paper null to keep the one that there is
     * @return its id
     */
    UUID save(
            @Nullable UUID agreement,
            @Nullable Integer seen,
            UUID organization,
            Particulars particulars,
            @Nullable Path paper) {
        UUID saved = agreements.save(
                agreement,
                seen,
                organization,
                particulars.vendorParty(),
                particulars.customerParty(),
                particulars.signedOn(),
                particulars.from(),
                particulars.until());
        if (paper != null) {
            papers.put(saved, paper);
        }
        return saved;
    }

    AgreementOutcome submit(UUID agreement, int seen) {
        return AgreementOutcome.valueOf(agreements.submit(agreement, seen));
    }

    /** @param sha256 of what the approver has seen */
    AgreementOutcome approve(UUID agreement, byte[] sha256) {
        return AgreementOutcome.valueOf(agreements.approve(agreement, sha256));
    }

    void sendBack(UUID agreement, int seen, @Nullable String remark) {
        agreements.sendBack(agreement, seen, remark);
    }

    void discard(UUID agreement, int seen) {
        agreements.discard(agreement, seen);
    }

    void end(UUID agreement, String reason) {
        agreements.end(agreement, reason);
    }
}
