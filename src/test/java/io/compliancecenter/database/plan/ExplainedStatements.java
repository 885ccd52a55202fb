package io.compliancecenter.database.plan;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import io.compliancecenter.testing.database.EmbeddedDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How PostgreSQL ran each statement of the application's role, as its module {@code auto_explain} writes it into its log: with
 * the values and under the policies that it was run with, and with the statements inside of triggers and functions.
 */
final class ExplainedStatements {

    private static final long PATIENCE_SECONDS = 30;
    private static final String MARK = "page: ";
    private static final String PLAN = "plan:\n";
    private static final String TABLE = "Relation Name";

    private final EmbeddedDirectory directory;

    /**
     * One run of a statement.
     *
     * @param page for which it was run
     * @param plan as {@code explain (analyze, format json)} gives it
     */
    record Explained(String page, String statement, JsonNode plan) {}

    private ExplainedStatements(EmbeddedDirectory directory) {
        this.directory = directory;
    }

    /** Has all connections explained that the application's role opens from now on. */
    static ExplainedStatements of(EmbeddedDirectory directory) throws IOException, SQLException {
        try (Connection superuser = directory.superuser().getConnection();
                Statement statement = superuser.createStatement()) {
            statement.execute("load 'auto_explain'");
            for (String setting : List.of(
                    "session_preload_libraries = 'auto_explain'",
                    "auto_explain.log_min_duration = 0",
                    "auto_explain.log_nested_statements = on",
                    "auto_explain.log_analyze = on",
                    "auto_explain.log_timing = off",
                    "auto_explain.log_buffers = on",
                    "auto_explain.log_format = json")) {
                statement.execute("alter role compliance_center set " + setting);
            }
            statement.execute("alter system set log_destination = 'jsonlog'");
            statement.execute("select pg_reload_conf()");
        }
        return new ExplainedStatements(directory);
    }

    /** Has the application's role plan without a look at the values, as PostgreSQL may once it knows a statement well. */
    void forgetValues() throws IOException {
        superuser()
                .sql("alter role compliance_center set plan_cache_mode = force_generic_plan")
                .update();
    }

    /** Writes down that what was run since the last mark was for that page. */
    void mark(String page) throws IOException {
        superuser()
                .sql("do $$ begin raise log '" + MARK + "%', '" + page.replace("'", "''") + "'; end $$")
                .update();
    }

    /** All that was run until now and marked, and that read any table. */
    List<Explained> all() throws IOException, InterruptedException {
        String last = UUID.randomUUID().toString();
        // PostgreSQL hands its log to a process of its own, which writes it when it comes to it.
        try (WatchService written = directory.logs().getFileSystem().newWatchService()) {
            directory.logs().register(written, ENTRY_CREATE, ENTRY_MODIFY);
            mark(last);
            List<String> lines = lines();
            while (lines.stream().noneMatch(line -> line.contains(MARK + last))) {
                WatchKey key = written.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (key == null) {
                    throw new AssertionError("PostgreSQL does not write its log");
                }
                key.pollEvents();
                key.reset();
                lines = lines();
            }
            return parse(lines);
        }
    }

    private static List<Explained> parse(List<String> lines) {
        JsonMapper json = JsonMapper.shared();
        List<Explained> all = new ArrayList<>();
        List<JsonNode> unmarked = new ArrayList<>();
        for (String line : lines) {
            String message = json.readTree(line).path("message").asString("");
            if (message.startsWith(MARK)) {
                String page = message.substring(MARK.length());
                unmarked.forEach(plan ->
                        all.add(new Explained(page, plan.path("Query Text").asString(""), plan.path("Plan"))));
                unmarked.clear();
            } else if (message.startsWith("duration:") && message.contains(PLAN)) {
                unmarked.add(json.readTree(message.substring(message.indexOf(PLAN) + PLAN.length())));
            }
        }
        return all;
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory.logs())) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                lines.addAll(Files.readAllLines(file));
                // The last one may not be whole yet, and most statements are those inside of functions that only
                // calculate.
                lines.removeIf(line -> !line.endsWith("}") || !(line.contains(MARK) || line.contains(TABLE)));
            }
        }
        return lines;
    }

    private JdbcClient superuser() throws IOException {
        return JdbcClient.create(directory.superuser());
    }
}
