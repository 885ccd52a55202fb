package io.compliancecenter.benchmark.scale;

import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import io.compliancecenter.evidence.verification.DatabaseVerification;
import io.compliancecenter.testing.application.ApplicationProcess;
import io.compliancecenter.testing.filling.Filling;
import io.compliancecenter.testing.filling.FillingPlan;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Fills a database, verifies the record and opens its pages. The first argument is the scale, the second the directory of the
 * database, which must not exist.
 */
final class FillingSpeed {

    private FillingSpeed() {}

    public static void main(String[] arguments) throws Exception {
        double scale = Double.parseDouble(arguments[0]);
        Path directory = Files.createDirectories(Path.of(arguments[1]).toAbsolutePath());
        try (ApplicationProcess application = ApplicationProcess.start(directory)) {
            long start = System.nanoTime();
            Filling.fill(application.superuserDataSource(), scale);
            tell("filled", start);
            JdbcClient database = application.database();
            tables(database);
            start = System.nanoTime();
            Filling.awaitCheckpoint(application.superuserDataSource());
            tell("signed", start);
            start = System.nanoTime();
            long faults = new DatabaseVerification(
                            application.evidence().resolve("checkpoints.jsonl"),
                            List.of(),
                            TrustedAuthorities.NONE,
                            System.out)
                    .verify(application.ownerDataSource());
            tell(faults + " faults, verified", start);
            FillingPlan plan = FillingPlan.of(scale);
            for (int organization : List.of(FillingPlan.LARGE, FillingPlan.MEDIUM, plan.small())) {
                pages(application, organization);
            }
        }
    }

    private static void tables(JdbcClient database) {
        database.sql("""
                        select format('%s: %s rows, %s', relname, reltuples, pg_size_pretty(pg_total_relation_size(oid)))
                          from pg_class where relnamespace = 'compliance_center'::regnamespace and relkind = 'r'
                           and reltuples > 10
                         order by relname
                        """).query(String.class).list().forEach(System.out::println);
    }

    private static void pages(ApplicationProcess application, int organization) throws Exception {
        String path = "/organizations/" + FillingPlan.slug(organization);
        Client admin = new Client(application.port()).signIn(FillingPlan.email(organization, 0), Filling.PASSWORD);
        Answer activity = admin.get(path + "/activity?kind=ACCEPTANCE");
        String receipt =
                activity.html().select(".activity tbody a[href*=/receipts/]").attr("href");
        for (String page : List.of(path + "/compliances", path + "/activity", receipt)) {
            long start = System.nanoTime();
            tell(admin.get(page).status() + " " + page, start);
        }
    }

    private static void tell(String what, long start) {
        System.out.printf("%s: %.2f s%n", what, (System.nanoTime() - start) / 1e9);
    }
}
