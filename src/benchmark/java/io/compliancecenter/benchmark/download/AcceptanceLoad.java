package io.compliancecenter.benchmark.download;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.compliancecenter.benchmark.measurement.Load;
import io.compliancecenter.benchmark.measurement.Sample;
import io.compliancecenter.benchmark.measurement.Wrk;
import io.compliancecenter.benchmark.server.Cpu;
import io.compliancecenter.benchmark.server.Server;
import io.compliancecenter.testing.filling.Filling;
import io.compliancecenter.testing.filling.FillingPlan;
import io.compliancecenter.testing.http.Client;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.nodes.FormElement;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many admins of one Organization, each with their own session, who keep agreeing to the terms. */
final class AcceptanceLoad {

    private final Server server;
    private final int seconds;
    private final int people;

    private boolean analyzed;

    /** For each user: cookie, path, and form body without the idempotency key, separated by tabs. */
    private final List<String> forms = new ArrayList<>();

    AcceptanceLoad(Server server, int organization, int people, int seconds) throws IOException {
        this.server = server;
        this.seconds = seconds;
        this.people = people;
        JdbcClient.create(server.superuser())
                .sql("""
                        update member set role = 'ADMIN'
                         where organization_id = (select id from organization where slug = ?)
                        """)
                .param(FillingPlan.slug(organization))
                .update();
        for (int person = 0; person < people; person++) {
            forms.add(form(organization, person % FillingPlan.MEMBERS));
        }
    }

    private String form(int organization, int member) {
        Client client =
                new Client(server.uri().getPort()).signIn(FillingPlan.email(organization, member), Filling.PASSWORD);
        String certificate = Client.path(
                        client.get("/organizations/" + FillingPlan.slug(organization) + "/certifications")
                                .form("/downloads"))
                .replaceAll("downloads$", "");
        FormElement form = client.get(certificate + "terms").form("/acceptances");
        String fields = Client.fields(form, Map.of("agreed", "true")).entrySet().stream()
                .filter(field -> !field.getKey().equals("idempotencyKey"))
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return "%s\t%s\t%s&idempotencyKey=".formatted(client.cookies(), Client.path(form), fields);
    }

    /** Measures acceptances a second. @throws IllegalStateException unless each answer left one permit */
    Sample sample() throws IOException, InterruptedException {
        long before = permits();
        List<String> options =
                List.of("--connections", Integer.toString(people), "--duration", seconds + "s", "--timeout", "60s");
        Cpu start = Cpu.of(server);
        Load.Outcome outcome = Wrk.run("agree.lua", forms, server.uri(), options);
        Cpu cpu = Cpu.of(server).minus(start);
        long made = permits() - before;
        // wrk does not count the answers to requests that are open when it stops.
        if (outcome.errors() > 0 || made < outcome.requests() || made > outcome.requests() + people) {
            throw new IllegalStateException("%d permits came of %s".formatted(made, outcome));
        }
        analyze();
        return new Sample(outcome.requestsPerSecond(), outcome.requests(), cpu);
    }

    /** Once. Until autovacuum does it, which takes a minute, PostgreSQL has plans for tables that are still empty. */
    private void analyze() throws IOException {
        if (!analyzed) {
            JdbcClient.create(server.superuser())
                    .sql("analyze acceptance, download_permit, evidence_entry")
                    .update();
            analyzed = true;
        }
    }

    private long permits() throws IOException {
        return JdbcClient.create(server.superuser())
                .sql("select count(*) from download_permit")
                .query(Long.class)
                .single();
    }
}
