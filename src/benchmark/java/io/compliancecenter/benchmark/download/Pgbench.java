package io.compliancecenter.benchmark.download;

import io.compliancecenter.benchmark.measurement.Sample;
import io.compliancecenter.benchmark.server.Cpu;
import io.compliancecenter.benchmark.server.Server;
import io.compliancecenter.benchmark.server.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** PostgreSQL alone: the inserts of an acceptance and a permit in one transaction, run by pgbench. */
final class Pgbench {

    private static final Pattern TRANSACTIONS = Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final Server server;
    private final int clients;
    private final int seconds;

    /** Creates copies of the product's tables with columns and indexes, but without triggers, in a separate schema. */
    Pgbench(Server server, int clients, int seconds) throws IOException {
        this.server = server;
        this.clients = clients;
        this.seconds = seconds;
        JdbcClient superuser = JdbcClient.create(server.superuser());
        for (String statement : List.of(
                "drop schema if exists benchmark cascade",
                "create schema benchmark",
                "create sequence benchmark.entry",
                table("acceptance"),
                table("download_permit"),
                table("evidence_entry"))) {
            superuser.sql(statement).update();
        }
    }

    /** Autovacuum leaves it alone: it would work on these rows while acceptances are measured. */
    private static String table(String name) {
        return "create table benchmark.%1$s (like %1$s including all) with (autovacuum_enabled = false)"
                .formatted(name);
    }

    /** Measures transactions a second. */
    Sample sample() throws IOException, InterruptedException {
        Path script = Files.createTempFile("agree", ".sql");
        try (InputStream source = Pgbench.class.getResourceAsStream("/benchmark/agree.sql")) {
            Files.write(script, source.readAllBytes());
            List<String> command = new ArrayList<>(Tools.command("env"));
            command.add("PGPASSFILE=" + server.passwordFile());
            command.addAll(Tools.command("pgbench"));
            command.addAll(List.of("-n", "-f", script.toString(), "-c", Integer.toString(clients), "-j", "2"));
            command.addAll(List.of("-T", Integer.toString(seconds)));
            command.addAll(List.of("-h", "127.0.0.1", "-p", Integer.toString(server.postgresPort())));
            command.addAll(List.of("-U", "postgres", "compliance_center"));
            Cpu start = Cpu.of(server);
            String output = Tools.output(command);
            Cpu cpu = Cpu.of(server).minus(start);
            return new Sample(
                    Double.parseDouble(found(RATE, output)), Long.parseLong(found(TRANSACTIONS, output)), cpu);
        } finally {
            Files.delete(script);
        }
    }

    private static String found(Pattern pattern, String output) {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException("pgbench said: " + output);
        }
        return matcher.group(1);
    }
}
