package io.compliancecenter.benchmark.download;

import io.compliancecenter.benchmark.measurement.Bench;
import io.compliancecenter.benchmark.server.Server;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A catalogue of certificates to download, and single-use permits for them. */
final class Downloads {

    /** Twenty pages; copies are stamped. */
    static final String STAMPED = "stamped";

    /** The same pages, signed; copies are the original bytes. */
    static final String UNTOUCHED = "untouched";

    /** Five megabytes; copies are stamped. */
    static final String LARGE = "large";

    static final int LARGE_SIZE = 5_000_000;

    private static final int PAGES = 20;

    /** Permits in one transaction. All update the end of the same chain, so each one takes longer than the one before. */
    private static final int AT_ONCE = 100;

    private final JdbcClient database;
    private final String certification;
    private final Deque<String> unused = new ArrayDeque<>();

    private Downloads(DataSource superuser, String certification) {
        this.database = JdbcClient.create(superuser);
        this.certification = certification;
    }

    /** Writes the folder to publish: the demo with these certificates. */
    static Path folder(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("certificates"));
        Files.createDirectories(directory.resolve("terms"));
        for (String file : List.of("organizations.yaml", "terms/1.md")) {
            Files.write(directory.resolve(file), demo(file));
        }
        byte[] plain = CertificatePdfs.of(STAMPED, PAGES, false, 0);
        certificate(directory, STAMPED, plain);
        certificate(directory, UNTOUCHED, CertificatePdfs.of(STAMPED, PAGES, true, 0));
        certificate(directory, LARGE, CertificatePdfs.of(LARGE, PAGES, false, LARGE_SIZE - plain.length));
        String catalogue = new String(demo("catalogue.yaml"), java.nio.charset.StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder(catalogue.substring(0, catalogue.indexOf("\ncertifications:\n") + 1));
        text.append("certifications:\n");
        for (String code : List.of(STAMPED, UNTOUCHED, LARGE)) {
            text.append("""
                      - code: %1$s
                        name: %1$s
                        status: CERTIFIED
                        summary: A certificate to measure with.
                        assures: Nothing.
                        certificates:
                          - file: certificates/%1$s.pdf
                            issuer: The benchmark
                            issued-on: 2026-01-01
                    """.formatted(code));
        }
        Files.writeString(directory.resolve("catalogue.yaml"), text);
        return directory;
    }

    private static void certificate(Path directory, String code, byte[] pdf) throws IOException {
        Files.write(directory.resolve("certificates").resolve(code + ".pdf"), pdf);
    }

    private static byte[] demo(String file) throws IOException {
        try (InputStream source = Downloads.class.getResourceAsStream("/demo/" + file)) {
            return source.readAllBytes();
        }
    }

    /** The options of a server that publishes these certificates. */
    static Server.Options options(Bench bench, String name, List<String> jvm) throws IOException {
        Path directory = bench.emptyDirectory(name);
        Path folder = folder(directory.resolve("folder"));
        return new Server.Options(directory, jvm, List.of("--compliance-center.publishing.location=" + folder));
    }

    /** Downloads of one of the certificates. */
    static Downloads of(Server server, String certification) throws IOException {
        return new Downloads(server.superuser(), certification);
    }

    /**
     * Paths of copies, each with an unused permit. The permits are inserted directly; the triggers run as they do for the
     * application.
     */
    List<String> take(int count) {
        while (unused.size() < count) {
            unused.addAll(grant(AT_ONCE));
        }
        List<String> taken = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            taken.add(unused.remove());
        }
        return taken;
    }

    /** Returns unused paths. */
    void putBack(List<String> paths) {
        unused.addAll(paths);
    }

    private List<String> grant(int count) {
        String[] acceptances = database.sql("""
                        insert into acceptance (organization_id, user_id, terms_version, terms_locale, terms_sha256,
                                                certificate_id, checkbox_label, button_label, locale, client_address,
                                                user_agent, signed_in_at, sign_in_method, idempotency_key)
                        select o.id, u.id, t.version, t.locale, t.sha256, c.id, 'I agree', 'Agree and download', 'en',
                               '127.0.0.1', 'benchmark', now(), 'password', gen_random_uuid()
                          from organization o, user_account u, terms_text t, certificate c, generate_series(1, :count)
                         where o.slug = 'acme' and u.email = 'admin@acme.example' and c.certification_code = :certification
                           and t.version = current_terms_version() and t.locale = 'en'
                        returning id
                        """)
                .param("count", count)
                .param("certification", certification)
                .query(String.class)
                .list()
                .toArray(String[]::new);
        return database.sql("""
                        insert into download_permit (organization_id, user_id, acceptance_id, certificate_id, lifetime,
                                                     idempotency_key)
                        select a.organization_id, a.user_id, a.id, a.certificate_id, interval '1 day', gen_random_uuid()
                          from acceptance a join certificate c on c.id = a.certificate_id
                         where c.certification_code = :certification
                           and not exists (select from download_permit p where p.acceptance_id = a.id)
                        returning id
                        """).param("certification", certification).query(String.class).list().stream()
                .map(permit -> "/organizations/acme/downloads/" + permit + "/file")
                .toList();
    }
}
