package io.compliancecenter.publishing.folder;

import io.compliancecenter.publishing.pdfcheck.TestPdfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder to publish, which a test writes and changes. */
public final class TestFolder {

    public static final String HASH = "{bcrypt}$2a$10$ftX4b1WPSH/KIEJECSHhcODcO2ypEQb4vBdt2Y.GTpLFhrGX0xjo.";
    public static final String OTHER_HASH = "{bcrypt}$2a$10$h.mcDDFSXflAGl5UtUVi1u4dzm9KPTEsqN6u5s2I3JZBK79Lddcra";

    private final Path root;

    private TestFolder(Path root) {
        this.root = root;
    }

    /** A folder without files. */
    public static TestFolder empty(Path directory) {
        return new TestFolder(directory);
    }

    /** A folder with two compliances, two certifications of one and two certificates, one terms version, and two users. */
    public static TestFolder in(Path directory) {
        TestFolder folder = new TestFolder(directory);
        folder.write("catalogue.yaml", """
                vendor:
                  name: Example Vendor
                  support: security@vendor.example
                introduction: What we keep to.
                compliances:
                  - code: gdpr
                    name: GDPR
                    status: COMPLIANT
                    summary: A regulation.
                    description: The **regulation**.
                    how-we-comply: We do.
                    links:
                      - label: Text
                        url: https://vendor.example/gdpr
                  - code: iso
                    name: ISO
                    status: IN_PROGRESS
                    summary: A standard.
                    description: The standard.
                certifications:
                  - code: iso
                    name: ISO
                    status: CERTIFIED
                    compliance: iso
                    summary: A certification.
                    assures: Much.
                    renewal-cycle:
                      every: P3Y
                      description: Every three years.
                      audits:
                        - name: Surveillance audit
                          every: P1Y
                    certificates:
                      - file: certificates/iso-1.pdf
                        issuer: Example Assessors
                        issued-on: 2023-02-03
                        valid-until: 2026-02-02
                      - file: certificates/iso-2.pdf
                        issuer: Example Assessors
                        issued-on: 2026-02-03
                  - code: host
                    name: Host
                    status: CERTIFIED
                    summary: A certification.
                    assures: Something.
                    certificates:
                      - file: certificates/host.pdf
                        issuer: Example Testing
                        issued-on: 2026-01-01
                """);
        folder.write("organizations.yaml", """
                users:
                  - email: ada@acme.example
                    name: Ada
                    password: '%s'
                  - email: tom@acme.example
                    name: Tom
                    password: '%s'
                organizations:
                  - slug: acme
                    name: Acme
                    members:
                      - email: ada@acme.example
                        role: ADMIN
                      - email: tom@acme.example
                        role: MEMBER
                  - slug: globex
                    name: Globex
                    members:
                      - email: ada@acme.example
                        role: MEMBER
                """.formatted(HASH, OTHER_HASH));
        folder.write("terms/1.md", "# Terms\n\nFirst words.\n");
        folder.write("certificates/iso-1.pdf", TestPdfs.page("ISO, first"));
        folder.write("certificates/iso-2.pdf", TestPdfs.page("ISO, second"));
        folder.write("certificates/host.pdf", TestPdfs.page("Host"));
        return folder;
    }

    /** Leaves out the certificates, which take longest to publish, where they are not the subject. */
    public TestFolder withoutCertificates() {
        String catalogue = new String(bytes("catalogue.yaml"), StandardCharsets.UTF_8);
        write("catalogue.yaml", catalogue.replaceFirst("(?s)\ncertifications:.*", "\ncertifications: []\n"));
        return this;
    }

    /** Adds German to everything but the certification {@code host}. */
    public TestFolder translated() {
        replace("catalogue.yaml", "vendor:\n", "languages: [en, de]\nvendor:\n");
        addTo("introduction: What we keep to.", """
                translations:
                  de:
                    introduction: Woran wir uns halten.
                """);
        addTo("        url: https://vendor.example/gdpr", """
                translations:
                  de:
                    name: DSGVO
                    summary: Eine Verordnung.
                    description: Die **Verordnung**.
                    how-we-comply: Das tun wir.
                    links:
                      - Wortlaut
                """.indent(4));
        addTo("    description: The standard.", """
                translations:
                  de:
                    name: ISO-Norm
                    summary: Eine Norm.
                    description: Die Norm.
                """.indent(4));
        addTo("          every: P1Y", """
                translations:
                  de:
                    name: ISO-Zertifikat
                    summary: Eine Zertifizierung.
                    assures: Vieles.
                    renewal-cycle:
                      description: Alle drei Jahre.
                      audits:
                        - Überwachungsaudit
                """.indent(4));
        return this;
    }

    private void addTo(String line, String lines) {
        replace("catalogue.yaml", line + "\n", line + "\n" + lines);
    }

    /** Adds a comment, so that the folder is a new edition whatever it held before. */
    public void comment() {
        write("catalogue.yaml", new String(bytes("catalogue.yaml"), StandardCharsets.UTF_8) + "# A comment\n");
    }

    public Path root() {
        return root;
    }

    public void write(String file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    public void write(String file, byte[] bytes) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Replaces a passage, which has to be there. */
    public void replace(String file, String passage, String replacement) {
        try {
            String text = Files.readString(root.resolve(file));
            if (!text.contains(passage)) {
                throw new AssertionError("'" + passage + "' is not in " + text);
            }
            write(file, text.replace(passage, replacement));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public byte[] bytes(String file) {
        try {
            return Files.readAllBytes(root.resolve(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public void delete(String file) {
        try {
            Files.delete(root.resolve(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
