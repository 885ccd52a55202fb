package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import io.compliancecenter.testing.application.ApplicationProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures how fast a record is checked, and in how much memory: run it with {@code -Xmx64m} to see that it needs no more.
 * The first argument is how many entries to generate, the second how many chains they are in, the third the directory of the
 * database, in which the entries stay.
 */
class VerificationSpeed {

    private VerificationSpeed() {}

    public static void main(String[] arguments) throws Exception {
        int entries = Integer.parseInt(arguments[0]);
        int chains = Integer.parseInt(arguments[1]);
        Path directory = Files.createDirectories(Path.of(arguments[2]).toAbsolutePath());
        try (ApplicationProcess application = ApplicationProcess.start(directory)) {
            JdbcClient superuser = application.database();
            int missing = entries
                    - superuser
                            .sql("select count(*) from evidence_entry")
                            .query(Integer.class)
                            .single();
            superuser.sql("""
                            do $$
                            declare
                                chains uuid[] := array(select gen_random_uuid() from generate_series(1, %d));
                                permit uuid;
                                someone uuid;
                                something uuid;
                            begin
                                for batch in 1..%d loop
                                    for number in 1..1000 loop
                                        permit := gen_random_uuid();
                                        someone := gen_random_uuid();
                                        something := gen_random_uuid();
                                        perform append_evidence(
                                            chains[1 + (batch * 1000 + number) %% %d], 'copy-delivered', json_build_object(
                                                'permit', permit, 'serial', encode(new_serial(), 'hex'), 'copy', 'stamped',
                                                'organization', json_build_object('id', permit, 'name', 'Acme Retail'),
                                                'member', json_build_object('id', someone, 'name', 'Ada Admin',
                                                                            'email', 'admin@acme.example'),
                                                'certificate', json_build_object('id', something, 'certification', 'soc-2',
                                                    'certificationName', 'SOC 2 Type 2', 'version', 2, 'issuer', 'Assessors',
                                                    'fileName', 'soc-2-type-2-2026.pdf', 'size', 80499, 'pages', 12,
                                                    'sha256', encode(sha256(permit::text::bytea), 'hex')),
                                                'delivery', json_build_object('outcome', 'finished', 'fromByte', 0,
                                                    'bytesSent', 81000, 'bytesAsked', 81000, 'copySize', 81000,
                                                    'copySha256', encode(sha256(permit::text::bytea), 'hex'))),
                                            someone, something, permit);
                                    end loop;
                                    commit;
                                end loop;
                            end $$
                            """.formatted(chains, (missing + 999) / 1000, chains)).update();
            superuser.sql("vacuum analyze evidence_entry").update();
            System.out.println("average payload: "
                    + superuser
                            .sql("select round(avg(length(payload))) from evidence_entry")
                            .query(Integer.class)
                            .single()
                    + " bytes");
            for (int round = 0; round < 3; round++) {
                measure(application, entries);
            }
        }
    }

    private static void measure(ApplicationProcess application, int entries) throws Exception {
        try (Connection snapshot = application.ownerDataSource().getConnection();
                Connection now = application.ownerDataSource().getConnection()) {
            snapshot.setAutoCommit(false);
            double cpu = cpuSeconds(application);
            long start = System.nanoTime();
            long faults = new DatabaseVerification(null, List.of(), TrustedAuthorities.NONE, System.out)
                    .verify(snapshot, now);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "%d faults; %.2f s, %.0f entries a second; %.2f s of processors' time, PostgreSQL's included;"
                            + " at most %d MiB of heap%n",
                    faults,
                    seconds,
                    entries / seconds,
                    cpuSeconds(application) - cpu,
                    Runtime.getRuntime().maxMemory() >> 20);
        }
    }

    /** Of this process, and of those of PostgreSQL that are there: on a busy machine the clock tells little. */
    private static double cpuSeconds(ApplicationProcess application) throws IOException {
        return Stream.concat(Stream.of(ProcessHandle.current()), application.postgres().stream())
                        .mapToDouble(process -> process.info()
                                .totalCpuDuration()
                                .orElse(Duration.ZERO)
                                .toMillis())
                        .sum()
                / 1000;
    }
}
