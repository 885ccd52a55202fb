package io.compliancecenter.request;

import static java.util.stream.Collectors.toMap;

import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.request.RequestView.Latest;
import io.compliancecenter.web.TimeText;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an Organization has asked for. */
@Service
@Transactional
public class OwnRequests {

    private final CertificateRequests requests;

    OwnRequests(CertificateRequests requests) {
        this.requests = requests;
    }

    /** The certificates of a certification that the Organization may ask for, or has asked for, the latest version first. */
    @Transactional(readOnly = true)
    public List<RequestView> of(
            OrganizationId organization, PublishedCertification certification, Locale language, ZoneId zone) {
        if (certification.certificates().isEmpty()) {
            return List.of();
        }
        Map<UUID, Latest> latest = requests
                .findLatest(
                        organization.value(),
                        certification.certificates().stream()
                                .map(certificate -> certificate.id().value())
                                .toList())
                .stream()
                .collect(toMap(CertificateRequests.Row::certificate, row -> latest(row, language, zone), (a, b) -> a));
        return certification.certificates().stream()
                .filter(certificate -> certificate.onRequest()
                        || latest.containsKey(certificate.id().value()))
                .map(certificate ->
                        RequestView.of(certificate, latest.get(certificate.id().value())))
                .toList();
    }

    private static Latest latest(CertificateRequests.Row row, Locale language, ZoneId zone) {
        return new Latest(
                row.state(),
                row.name(),
                row.reason(),
                TimeText.of(row.requestedAt(), language, zone),
                TimeText.ofNullableEnd(row.grantedUntil(), language, zone),
                TimeText.ofNullable(row.endedAt(), language, zone),
                row.byRule(),
                row.answer());
    }

    RequestOutcome request(CertificateId certificate, String reason, Locale language) {
        return RequestOutcome.valueOf(requests.request(certificate.value(), reason, language.toLanguageTag()));
    }
}
