package io.compliancecenter.desk.preview;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.catalogue.published.CompleteCatalogue;
import io.compliancecenter.catalogue.published.IssuedCertificate;
import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.catalogue.published.Restriction;
import io.compliancecenter.catalogue.published.Viewer;
import io.compliancecenter.dashboard.CataloguePreview;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskNotFoundException;
import io.compliancecenter.desk.draft.ChangeKind;
import io.compliancecenter.desk.preview.PreviewRows.AccessRow;
import io.compliancecenter.desk.preview.PreviewRows.ChangeRow;
import io.compliancecenter.desk.preview.PreviewRows.DocumentRow;
import io.compliancecenter.desk.preview.PreviewRows.DraftRow;
import io.compliancecenter.desk.preview.PreviewRows.LatestRow;
import io.compliancecenter.desk.preview.PreviewRows.OrganizationRow;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.request.OwnRequests;
import io.compliancecenter.request.RequestView;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Computes what an Organization would see if a draft were published. It only reads: the draft is applied to the catalogue in memory, so
 * no lock is held, and nothing has to be taken back.
 */
@Service
@ConditionalOnDesk
@Transactional(value = "deskTransactionManager", readOnly = true)
class DraftPreviews {

    private static final int MOST_ORGANIZATIONS = 25;

    private final PreviewRows rows;
    private final OwnRequests requests;
    private final JsonMapper json;

    DraftPreviews(PreviewRows rows, OwnRequests requests, JsonMapper json) {
        this.rows = rows;
        this.requests = requests;
        this.json = json;
    }

    /** What an Organization would see. */
    record Previewed(CataloguePreview preview, Catalogue catalogue) {}

    /**
     * Organizations to choose from.
     *
     * @param more whether others match, too
     */
    record Choices(String draft, List<OrganizationRow> organizations, boolean more) {}

    /** @param words in any case; empty for all */
    public Choices choices(UUID draft, String words) {
        List<OrganizationRow> found =
                rows.findOrganizations(words.toLowerCase(Locale.ROOT), Limit.of(MOST_ORGANIZATIONS + 1));
        return new Choices(
                open(draft).title(),
                found.subList(0, Math.min(found.size(), MOST_ORGANIZATIONS)),
                found.size() > MOST_ORGANIZATIONS);
    }

    /**
     * The catalogue as it would be.
     *
     * @param published as it is
     * @throws DeskNotFoundException if there is no such draft or Organization, or the draft is closed
     */
    public Previewed preview(UUID draft, UUID organization, CompleteCatalogue published) {
        DraftRow open = open(draft);
        OrganizationRow viewer = rows.findOrganization(organization).orElseThrow(DeskNotFoundException::new);
        PlannedCatalogue planned =
                new PlannedCatalogue(published, rows.findPlacesOfCompliances(), rows.findPlacesOfCertifications());
        List<Change> changes =
                rows.findChanges(draft).stream().map(this::change).toList();
        apply(changes, planned);
        issue(draft, changes, planned);
        order(changes, planned);
        return new Previewed(
                new CataloguePreview(
                        draft,
                        open.title(),
                        viewer.name(),
                        changes.stream().anyMatch(change -> change.kind() == ChangeKind.TERMS),
                        rows.findAgreementSignedOn(organization).orElse(null)),
                planned.complete().seenBy(new Viewer(organization, rows.findGroups(organization), rows.now())));
    }

    /** What the Organization has asked for, and may ask for. */
    public List<RequestView> requests(
            UUID organization, PublishedCertification certification, Locale language, ZoneId zone) {
        return requests.of(new OrganizationId(organization), certification, language, zone);
    }

    private DraftRow open(UUID draft) {
        return rows.findDraft(draft).filter(row -> !row.state().isClosed()).orElseThrow(DeskNotFoundException::new);
    }

    private record Change(ChangeKind kind, String key, JsonNode content) {

        boolean retires() {
            return content.hasNonNull("retired");
        }
    }

    private Change change(ChangeRow row) {
        return new Change(row.kind(), row.key(), json.readTree(row.content()));
    }

    private void apply(List<Change> changes, PlannedCatalogue planned) {
        Set<String> edited = codes(changes, ChangeKind.CERTIFICATION);
        Map<String, List<PreviewRows.CertificateRow>> returning = edited.isEmpty()
                ? Map.of()
                : rows.findReturning(edited).stream().collect(groupingBy(PreviewRows.CertificateRow::certification));
        Map<UUID, Restriction> restrictions = restrictions(returning.values().stream()
                .flatMap(List::stream)
                .map(row -> row.id().value())
                .toList());
        for (Change change : changes) {
            if (change.kind() == ChangeKind.COMPLIANCE) {
                if (change.retires()) {
                    planned.retireCompliance(change.key());
                } else {
                    planned.put(PlannedItems.compliance(change.key(), change.content()));
                }
            } else if (change.kind() == ChangeKind.CERTIFICATION) {
                if (change.retires()) {
                    planned.retireCertification(change.key());
                } else {
                    List<PublishedCertificate> back = returning.getOrDefault(change.key(), List.of()).stream()
                            .map(row -> new PublishedCertificate(row.id(), row.version(), row.issued(), null, false))
                            .toList();
                    planned.put(
                            PlannedItems.certification(change.key(), change.content()), back, restrictions.values());
                }
            }
        }
    }

    /** Certificates that lack their details or their document are left out. */
    private void issue(UUID draft, List<Change> changes, PlannedCatalogue planned) {
        Map<String, DocumentRow> documents =
                rows.findDocuments(draft).stream().collect(toMap(DocumentRow::key, Function.identity()));
        List<Change> certificates = changes.stream()
                .filter(change -> change.kind() == ChangeKind.CERTIFICATE
                        && change.content().hasNonNull("issuer")
                        && documents.containsKey(change.key()))
                .toList();
        if (certificates.isEmpty()) {
            return;
        }
        Map<String, LatestRow> latest = rows
                .findLatest(certificates.stream()
                        .map(change -> change.content().path("certification").asString())
                        .toList())
                .stream()
                .collect(toMap(LatestRow::certification, Function.identity(), (a, b) -> a, HashMap::new));
        Map<UUID, Restriction> restrictions =
                restrictions(latest.values().stream().map(LatestRow::id).toList());
        for (Change change : certificates) {
            String certification = change.content().path("certification").asString();
            LatestRow former = latest.get(certification);
            CertificateId id = new CertificateId(UUID.fromString(change.key()));
            int version = former == null ? 1 : former.version() + 1;
            Restriction restriction = PlannedItems.restriction(
                    id, change.content(), former == null ? null : restrictions.get(former.id()));
            if (restriction != null) {
                restrictions.put(id.value(), restriction);
            }
            latest.put(certification, new LatestRow(certification, id.value(), version));
            planned.issue(
                    certification,
                    new PublishedCertificate(
                            id,
                            version,
                            issued(certification, change.content(), requireNonNull(documents.get(change.key()))),
                            null,
                            false),
                    restriction);
        }
    }

    private static IssuedCertificate issued(String certification, JsonNode content, DocumentRow document) {
        return PlannedItems.issued(
                certification,
                content,
                HexFormat.of().formatHex(document.sha256()),
                document.size(),
                document.pages(),
                document.copyKind());
    }

    private static void order(List<Change> changes, PlannedCatalogue planned) {
        for (Change change : changes) {
            if (change.kind() == ChangeKind.ORDER) {
                List<String> codes = change.content()
                        .path("codes")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList();
                if (change.key().equals(ChangeKind.COMPLIANCE.name())) {
                    planned.orderCompliances(codes);
                } else {
                    planned.orderCertifications(codes);
                }
            }
        }
    }

    private static Set<String> codes(List<Change> changes, ChangeKind kind) {
        return changes.stream()
                .filter(change -> change.kind() == kind)
                .map(Change::key)
                .collect(toSet());
    }

    private Map<UUID, Restriction> restrictions(Collection<UUID> certificates) {
        Map<UUID, Restriction> restrictions = new HashMap<>();
        if (certificates.isEmpty()) {
            return restrictions;
        }
        rows.findAccess(certificates).stream()
                .collect(groupingBy(AccessRow::certificate))
                .forEach((certificate, access) -> restrictions.put(
                        certificate,
                        new Restriction(
                                new CertificateId(certificate),
                                access.get(0).onRequest(),
                                access.stream()
                                        .filter(row -> row.groupCode() != null || row.organization() != null)
                                        .map(row -> new Restriction.Access(
                                                row.groupCode(), row.organization(), row.validFrom(), row.validUntil()))
                                        .toList())));
        return restrictions;
    }
}
