package io.compliancecenter.desk.preview;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.catalogue.published.CompleteCatalogue;
import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.dashboard.CataloguePreview;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskNotFoundException;
import io.compliancecenter.desk.preview.DraftPreviews.Previewed;
import io.compliancecenter.desk.preview.PreviewRows.ChangeRow;
import io.compliancecenter.download.agreement.TermsPreviews.Agreed;
import io.compliancecenter.terms.PreparedTerms;
import io.compliancecenter.terms.Terms;
import io.compliancecenter.terms.TermsVersion;
import io.compliancecenter.terms.TermsVersion.Kind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the terms of a draft as an Organization's admins would meet them at a download. */
@Service
@ConditionalOnDesk
@Transactional(value = "deskTransactionManager", readOnly = true)
class DraftTerms {

    private final DraftPreviews previews;
    private final PreviewRows rows;
    private final Terms terms;
    private final JsonMapper json;

    DraftTerms(DraftPreviews previews, PreviewRows rows, Terms terms, JsonMapper json) {
        this.previews = previews;
        this.rows = rows;
        this.terms = terms;
        this.json = json;
    }

    /**
     * A download as it would be.
     *
     * @param terms of the draft
     * @param toCome whether they would take effect later than they are published
     * @param agreed the latest acceptance of an admin; null if there is none
     */
    record PlannedDownload(
            CataloguePreview preview,
            PublishedCertification certification,
            PublishedCertificate certificate,
            TermsVersion terms,
            boolean toCome,
            @Nullable Agreed agreed) {}

    /**
     * What a download of the certificate would lead to.
     *
     * @param published the catalogue as it is
     * @throws DeskNotFoundException if the draft has no terms, or the Organization could not download the certificate
     */
    public PlannedDownload download(
            UUID draft, UUID organization, CertificateId certificate, CompleteCatalogue published) {
        Previewed previewed = previews.preview(draft, organization, published);
        ChangeRow change = rows.findTerms(draft).orElseThrow(DeskNotFoundException::new);
        PublishedCertification certification = previewed.catalogue().certifications().stream()
                .filter(known -> known.certificate(certificate).isPresent())
                .findFirst()
                .orElseThrow(DeskNotFoundException::new);
        PublishedCertificate wanted = certification
                .certificate(certificate)
                .filter(found -> !found.onRequest())
                .orElseThrow(DeskNotFoundException::new);
        Instant now = rows.now();
        TermsVersion planned = planned(Integer.parseInt(change.key()), json.readTree(change.content()), now);
        return new PlannedDownload(
                previewed.preview(),
                certification,
                wanted,
                planned,
                planned.effectiveAt().isAfter(now),
                rows.findLatestAcceptance(organization)
                        .flatMap(latest -> terms.published(latest.termsVersion())
                                .map(agreedTo -> new Agreed(latest.name(), agreedTo, latest.acceptedAt())))
                        .orElse(null));
    }

    private TermsVersion planned(int version, JsonNode content, Instant now) {
        Map<Locale, String> texts = new LinkedHashMap<>();
        content.path("texts")
                .propertyStream()
                .forEach(text -> texts.put(
                        Locale.forLanguageTag(text.getKey()), text.getValue().asString()));
        // As apply_terms in the database does it
        Instant effectiveAt = content.hasNonNull("effectiveAt")
                ? Instant.parse(content.path("effectiveAt").asString())
                : now;
        return TermsVersion.planned(
                new PreparedTerms(
                        version,
                        Kind.valueOf(content.path("kind").asString()),
                        effectiveAt.isBefore(now) ? now : effectiveAt,
                        texts),
                terms.all().stream()
                        .filter(known -> known.version() < version)
                        .findFirst()
                        .orElse(null));
    }
}
