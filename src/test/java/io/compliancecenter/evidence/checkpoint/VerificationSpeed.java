package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.testing.ApplicationProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures how fast a record is checked, and in how much memory: run it with {@code -Xmx64m} to see that it needs no more.
 * The first argument is how many entries to generate, the second how many chains they are in.
 */
class VerificationSpeed {

    private VerificationSpeed() {}

    public static void main(String[] arguments) throws Exception {
        int entries = Integer.parseInt(arguments[0]);
        int chains = Integer.parseInt(arguments[1]);
        Path directory = Files.createTempDirectory("verification-speed-");
        try (ApplicationProcess application = ApplicationProcess.start(directory)) {
            JdbcClient superuser = application.database();
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
                            """.formatted(chains, entries / 1000, chains)).update();
            superuser.sql("vacuum analyze evidence_entry").update();
            System.out.println("average payload: "
                    + superuser
                            .sql("select round(avg(length(payload))) from evidence_entry")
                            .query(Integer.class)
                            .single()
                    + " bytes");
            for (int round = 0; round < 3; round++) {
                long start = System.nanoTime();
                long faults =
                        new DatabaseVerification(null, List.of(), System.out).verify(application.ownerDataSource());
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf(
                        "%d faults, %.2f s, %.0f entries a second, at most %d MiB of heap%n",
                        faults, seconds, entries / seconds, Runtime.getRuntime().maxMemory() >> 20);
            }
        }
    }
}
