package io.compliancecenter.specimens;

import io.compliancecenter.demo.SpecimenSources;
import io.compliancecenter.specimens.SafeToHostCertificate.Finding;
import io.compliancecenter.specimens.SafeToHostCertificate.Severity;
import io.compliancecenter.specimens.Soc2Type2Report.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All specimens of the demo catalogue. */
final class SpecimenPdfs {

    static final Path CERTIFICATES = Path.of("src/main/resources/demo/certificates");

    private static final List<Finding> SECOND_QUARTER = List.of(
            new Finding(
                    "Q2-01",
                    "A report could be read with the number of another customer’s report.",
                    Severity.HIGH,
                    "7.7",
                    "Ownership is checked on every read."),
            new Finding(
                    "Q2-02",
                    "A campaign’s name was shown without escaping in one list.",
                    Severity.MEDIUM,
                    "5.4",
                    "The name is escaped; a content security policy was set."),
            new Finding(
                    "Q2-03",
                    "Sign-in told known from unknown addresses by its time.",
                    Severity.MEDIUM,
                    "5.3",
                    "Both take the same time."),
            new Finding(
                    "Q2-04",
                    "An image fetcher followed redirects into the private network.",
                    Severity.HIGH,
                    "8.6",
                    "Addresses are checked after each redirect."),
            new Finding(
                    "Q2-05",
                    "Two mail relays accepted TLS 1.0.",
                    Severity.LOW,
                    "3.7",
                    "TLS 1.2 is the least that is accepted."));

    private static final List<Finding> THIRD_QUARTER = List.of(
            new Finding(
                    "Q3-01",
                    "An export link stayed valid after its user had lost access.",
                    Severity.HIGH,
                    "7.1",
                    "Links are bound to the session and checked at each use."),
            new Finding(
                    "Q3-02",
                    "A quota could be passed by many requests at the same time.",
                    Severity.MEDIUM,
                    "5.9",
                    "The quota is counted in one step."),
            new Finding(
                    "Q3-03",
                    "An error page named the version of a library.",
                    Severity.LOW,
                    "3.1",
                    "The page shows a reference number only."),
            new Finding(
                    "Q3-04",
                    "A session lived on for an hour after sign-out on one node.",
                    Severity.MEDIUM,
                    "6.3",
                    "Sign-out ends the session on all nodes at once."));

    private SpecimenPdfs() {}

    static List<Specimen> all() {
        return List.of(
                Soc2Type2Report.of(
                        Issue.of("soc-2-type-2-2025.pdf", "SPC-SOC2-2025-0117", "2025-09-01", "2026-08-31"),
                        Outcome.ONE_EXCEPTION),
                Soc2Type2Report.of(
                        Issue.of("soc-2-type-2-2026.pdf", "SPC-SOC2-2026-0131", "2026-09-01", "2027-08-31"),
                        Outcome.NO_EXCEPTION),
                IsoCertificate.of(Issue.of("iso-iec-27001-2020.pdf", "SPC-ISMS-2020-0408", "2020-12-16", "2024-12-15")),
                IsoCertificate.of(Issue.of("iso-iec-27001-2024.pdf", "SPC-ISMS-2024-0562", "2024-12-16", "2028-12-15")),
                SafeToHostCertificate.of(
                        Issue.of("safe-to-host-2026-q2.pdf", "SPC-VAPT-2026-Q2", "2026-06-29", "2026-09-28"),
                        SECOND_QUARTER),
                SafeToHostCertificate.of(
                        Issue.of("safe-to-host-2026-q3.pdf", "SPC-VAPT-2026-Q3", "2026-09-28", "2026-12-27"),
                        THIRD_QUARTER),
                HipaaAttestation.of(Issue.of("hipaa-2026.pdf", "SPC-HIPAA-2026-0009", "2026-03-16", null)));
    }

    /**
     * Writes the specimens into the resources, and the checksums of specimens and sources. The normal build compares the
     * checksums, and fails if only one of the two has changed. Run it in the project's directory:
     * {@code ./mvnw -Pspecimens test-compile exec:java}.
     */
    public static void main(String[] arguments) throws IOException {
        Files.createDirectories(CERTIFICATES);
        for (Specimen specimen : all()) {
            Files.write(CERTIFICATES.resolve(specimen.fileName()), specimen.toPdf());
        }
        List<String> sums = new ArrayList<>();
        for (Path file : SpecimenSources.files()) {
            sums.add(SpecimenSources.sha256(file) + "  " + file.toString().replace('\\', '/'));
        }
        Files.write(SpecimenSources.CHECKSUMS, sums);
    }
}
