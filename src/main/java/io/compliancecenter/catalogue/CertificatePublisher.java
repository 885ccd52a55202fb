package io.compliancecenter.catalogue;

import io.compliancecenter.catalogue.CataloguePublisher.NewCertificate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the certificates on offer those that are handed in, in that order.
 *
 * <p>A certificate never changes, and the highest version is the current one. So whatever differs from what is on offer, if
 * only in a date, is retired and published again as a later version, and so is everything that stands after it.
 */
final class CertificatePublisher {

    private final JdbcClient owner;

    CertificatePublisher(JdbcClient owner) {
        this.owner = owner;
    }

    /** @param rows that were added or retired */
    record Outcome(int rows, List<NewCertificate> added) {}

    /** A certificate that is not retired. */
    private record OnOffer(UUID id, int version, IssuedCertificate certificate) {}

    Outcome publish(List<IssuedCertificate> certificates) {
        List<OnOffer> replaced = onOffer();
        List<IssuedCertificate> missing = new ArrayList<>();
        certificates.stream().map(IssuedCertificate::certification).distinct().forEach(certification -> {
            int kept = 0;
            boolean renew = false;
            for (IssuedCertificate certificate : ofCertification(certification, certificates)) {
                Optional<OnOffer> published = find(certificate, kept, replaced);
                renew = renew || published.isEmpty();
                if (renew) {
                    missing.add(certificate);
                } else {
                    kept = published.orElseThrow().version();
                    replaced.remove(published.orElseThrow());
                }
            }
        });
        replaced.forEach(certificate -> retire(certificate.id()));
        return new Outcome(
                replaced.size() + missing.size(),
                missing.stream().map(this::add).toList());
    }

    private static List<IssuedCertificate> ofCertification(String code, List<IssuedCertificate> certificates) {
        return certificates.stream()
                .filter(certificate -> certificate.certification().equals(code))
                .toList();
    }

    private static Optional<OnOffer> find(IssuedCertificate certificate, int afterVersion, List<OnOffer> onOffer) {
        return onOffer.stream()
                .filter(published -> published.version() > afterVersion
                        && published.certificate().equals(certificate))
                .findFirst();
    }

    private List<OnOffer> onOffer() {
        return new ArrayList<>(owner.sql("""
                        select id, certification_code, version, issuer, issued_on, valid_until, file_name,
                               encode(sha256, 'hex') as sha256, size, pages, copy_kind
                          from certificate where retired_at is null
                        """)
                .query((row, number) -> new OnOffer(
                        row.getObject("id", UUID.class),
                        row.getInt("version"),
                        new IssuedCertificate(
                                row.getString("certification_code"),
                                row.getString("issuer"),
                                row.getObject("issued_on", LocalDate.class),
                                row.getObject("valid_until", LocalDate.class),
                                row.getString("file_name"),
                                row.getString("sha256"),
                                row.getInt("size"),
                                row.getInt("pages"),
                                CopyKind.valueOf(row.getString("copy_kind")))))
                .list());
    }

    private void retire(UUID id) {
        owner.sql("update certificate set retired_at = now() where id = :id")
                .param("id", id)
                .update();
    }

    private NewCertificate add(IssuedCertificate certificate) {
        UUID id = owner.sql("""
                        insert into certificate (certification_code, version, issuer, issued_on, valid_until, file_name,
                                                 sha256, size, pages, copy_kind)
                        select :certification, coalesce(max(version), 0) + 1, :issuer, :issuedOn, cast(:validUntil as date),
                               :fileName, :sha256, :size, :pages, :copyKind
                          from certificate where certification_code = :certification
                        returning id
                        """)
                .param("certification", certificate.certification())
                .param("issuer", certificate.issuer())
                .param("issuedOn", certificate.issuedOn())
                .param("validUntil", certificate.validUntil())
                .param("fileName", certificate.fileName())
                .param("sha256", HexFormat.of().parseHex(certificate.sha256()))
                .param("size", certificate.size())
                .param("pages", certificate.pages())
                .param("copyKind", certificate.copyKind().name())
                .query(UUID.class)
                .single();
        return new NewCertificate(new CertificateId(id), certificate.sha256());
    }
}
