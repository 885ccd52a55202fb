package io.compliancecenter.database.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.compliancecenter.database.plan.ExplainedStatements.Explained;
import io.compliancecenter.evidence.checkpoint.Checkpointing;
import io.compliancecenter.mail.LinkTokens;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.database.EmbeddedDirectory;
import io.compliancecenter.testing.filling.Filling;
import io.compliancecenter.testing.filling.FillingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Pages do not slow down with what is recorded: no statement behind them reads more of a table that grows than a page
 * shows. Whatever statements there are is heard from PostgreSQL itself, in a database so full that it has to choose.
 */
class PlansIT {

    /** As many as one stretch of a file has. */
    private static final double MOST_ROWS = 500;

    /** Rows that are read and then are not what was looked for. */
    private static final double MOST_IN_VAIN = 20;

    /**
     * What the vendor publishes, what there is one of, and what is trimmed: one sign-in in a hundred does that, and reads the
     * whole table. All other tables grow.
     */
    private static final Set<String> STAY_SMALL = Set.of(
            "vendor",
            "vendor_translation",
            "compliance",
            "compliance_link",
            "compliance_translation",
            "certification",
            "certification_audit",
            "certification_translation",
            "certificate",
            "certificate_document",
            "access_group",
            "certificate_restriction",
            // Read as a whole, once for each revision of the catalogue; otherwise by its indexes
            "certificate_access",
            "terms_version",
            "terms_text",
            "checkpoint_padding",
            // One for each address and 10,000 at most, and none as long as mail is sent
            "password_request",
            "catalogue_revision",
            "sign_in_secret",
            "passkey_secret",
            "sign_in_delay",
            "publication");

    private static EmbeddedDirectory directory;
    private static final Set<String> NOT_VISITED = Set.of(
            // The server dispatches to it.
            "/error",
            // They read nothing from the database.
            "/assets/brand/colors.css",
            "/assets/brand/logo",
            // It needs a provider's signed token: one statement, by the indexes of session_sign_in.
            "/sign-out/provider/{id}",
            // They need an authenticator's answer: a few rows of one user, by their key.
            "/account/passkeys",
            "/account/passkeys/names",
            "/account/passkeys/removals",
            "/account/passkeys/link",
            // They need a provider.
            "/sign-in/check",
            "/links/invitation/{token}/provider/{id}",
            // One user, by their key.
            "/account/name",
            // It asks for a certificate that is on request; the filling has none.
            "/organizations/{slug}/certificates/{certificate}/requests",
            "/links/passkey/{token}",
            "/links/invitation/{token}/passkey",
            "/links/invitation/{token}/passkey/options");

    private static Instance instance;
    private static ExplainedStatements statements;

    @BeforeAll
    static void fill() throws Exception {
        directory = new EmbeddedDirectory(
                Path.of("target", "test-database", UUID.randomUUID().toString(), "postgresql")
                        .toAbsolutePath());
        instance = Instance.alone(directory, Map.of());
        Filling.fill(directory.superuser(), FillingPlan.of(1000, 80_000));
        assertThat(instance.bean(Checkpointing.class).run()).isPresent();
        addCheckpoints();
        addAccess();
        statements = ExplainedStatements.of(directory);
    }

    /** As many as there are after some days: they tell nothing that would hold, but enough to plan with. */
    private static void addCheckpoints() throws Exception {
        try (Connection connection = directory.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("""
                    insert into checkpoint (number, tree_size, root, body, signature, public_key)
                    select number + n, tree_size, root, body, signature, public_key
                      from (select * from checkpoint order by number desc limit 1) last, generate_series(1, 3000) n
                    """);
            statement.execute("""
                    insert into checkpoint_timestamp (checkpoint, token) select number, signature from checkpoint
                    on conflict do nothing
                    """);
            statement.execute("""
                    update checkpoint_head set sequence = 1 where sequence > 3000
                    """);
            statement.execute("""
                    insert into checkpoint_head (chain_id, checkpoint, sequence, hash)
                    select chain_id, number, number, hash from checkpoint_head, checkpoint
                     where sequence = 1 and number > 1
                    on conflict do nothing
                    """);
            statement.execute("vacuum analyze checkpoint, checkpoint_slot, checkpoint_head, checkpoint_timestamp");
        }
    }

    /** Each certificate is for many groups and Organizations, and each Organization in many groups. */
    private static void addAccess() throws Exception {
        try (Connection connection = directory.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("""
                    insert into access_group (code, name) select 'group-' || n, 'Group ' || n from generate_series(1, 200) n
                    """);
            statement.execute("""
                    insert into access_group_organization (group_code, organization_id)
                    select 'group-' || n, id from organization, generate_series(1, 20) n
                    """);
            statement.execute("""
                    insert into certificate_restriction (certificate_id, otherwise) select id, 'HIDDEN' from certificate
                    """);
            statement.execute("""
                    insert into certificate_access (certificate_id, group_code)
                    select id, 'group-' || n from certificate, generate_series(1, 200) n
                    """);
            statement.execute("""
                    insert into certificate_access (certificate_id, organization_id, managed_by)
                    select certificate.id, organization.id, 'DESK' from certificate, organization
                    """);
            statement.execute("update catalogue_revision set revision = gen_random_uuid()");
            statement.execute(
                    "vacuum analyze access_group, access_group_organization, certificate_restriction, certificate_access");
        }
    }

    @AfterAll
    static void stop() {
        instance.close();
    }

    // Any index but those that uniqueness needs
    @Test
    void noPageReadsMoreThanItShows() throws Exception {
        AllPages pages = new AllPages(
                instance.port(), statements, FillingPlan.MEDIUM, PlansIT::invitationLink, PlansIT::passwordLink);
        connectAnew();
        pages.visit();
        statements.forgetValues();
        connectAnew();
        pages.visit();

        List<Explained> all = statements.all();
        assertThat(faults(all)).isEmpty();
        assertThat(missed(pages.seen())).as("served, but not looked at here").isEmpty();
        // It was the application, and as the role that is bound to its Organization.
        assertThat(all)
                .anySatisfy(explained -> assertThat(explained.statement()).contains("evidence_entry"));
    }

    // V36__rights_and_indexes.sql: the indexes by address; account_data: by the Organizations that somebody belongs to
    @Test
    void noQuestionAboutAPersonReadsWholeTables() throws Exception {
        String email = FillingPlan.email(FillingPlan.MEDIUM, 0);
        try (Connection connection = directory.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String setting : List.of(
                    "load 'auto_explain'",
                    "set local auto_explain.log_min_duration = 0",
                    "set local auto_explain.log_nested_statements = on",
                    "set local auto_explain.log_format = json",
                    "set local auto_explain.log_level = notice",
                    "set local client_min_messages = notice",
                    "insert into desk_member (user_id, role) select id, 'SUPPORT' from user_account where email = '"
                            + FillingPlan.email(FillingPlan.LARGE, 0) + "'",
                    "select set_config('compliance_center.user_id', id::text, true) from user_account where email = '"
                            + FillingPlan.email(FillingPlan.LARGE, 0) + "'",
                    "update user_account set retired_at = now() where email = '" + email + "'")) {
                statement.execute(setting);
            }
            statement.clearWarnings();
            statement.execute("select personal_data('" + email + "')");
            assertThat(wholeTables(statement)).as("looking somebody up").isEmpty();
            statement.clearWarnings();
            statement.execute("select erase_account(id) from user_account where email = '" + email + "'");
            assertThat(wholeTables(statement)).as("erasing somebody").isEmpty();
            assertThat(plans(statement)).noneMatch(plan -> plan.contains("\"Relation Name\": \"acceptance\""));
            connection.rollback();
        }
    }

    /** The tables of customers that were read as a whole since the last look. */
    private static Set<String> wholeTables(Statement statement) throws SQLException {
        List<String> plans = plans(statement);
        assertThat(plans).anyMatch(plan -> plan.contains("\"Relation Name\": \"user_account\""));
        return plans.stream()
                .flatMap(plan -> nodes(JsonMapper.shared().readTree(plan).path("Plan")).stream())
                .filter(PlansIT::readsWhole)
                .map(node -> node.path("Relation Name").asString(""))
                .filter(
                        Set.of(
                                "acceptance",
                                "download_permit",
                                "evidence_entry",
                                "user_account",
                                "member",
                                "organization")::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> plans(Statement statement) throws SQLException {
        List<String> plans = new ArrayList<>();
        for (SQLWarning notice = statement.getWarnings(); notice != null; notice = notice.getNextWarning()) {
            int plan = notice.getMessage().indexOf("plan:\n");
            if (plan >= 0) {
                plans.add(notice.getMessage().substring(plan + "plan:\n".length()));
            }
        }
        return plans;
    }

    private static String invitationLink(String email) {
        return "/links/invitation/" + link(email, """
                insert into mailed_link (token_hash, mail_id, purpose, subject_id, expires_at)
                select ?, id, 'INVITATION', subject_id, clock_timestamp() + interval '7 days'
                  from mail where recipient = ? order by queued_at desc limit 1
                """);
    }

    private static String passwordLink(String email) {
        return "/links/password/" + link(email, """
                insert into mailed_link (token_hash, mail_id, purpose, subject_id, expires_at)
                select ?, m.id, 'PASSWORD_RESET', u.id, clock_timestamp() + interval '1 day'
                  from mail m join user_account u on u.email = m.recipient and u.source = 'INVITATION'
                 where m.recipient = ? order by m.queued_at desc limit 1
                """);
    }

    /** @param sql adds a link with that hash, to that address */
    private static String link(String email, String sql) {
        String token = LinkTokens.create();
        try (Connection connection = directory.superuser().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setBytes(1, LinkTokens.hash(token));
            statement.setString(2, email);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        } catch (IOException | SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return token;
    }

    private static void connectAnew() {
        instance.bean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
    }

    private static Set<String> faults(List<Explained> all) {
        return all.stream()
                .flatMap(explained -> nodes(explained.plan()).stream()
                        .filter(node -> grows(node.path("Relation Name").asString("")))
                        .filter(node -> !isProof(explained, node))
                        .filter(node -> readsWhole(node) || (!isLong(explained) && readsMuch(node)))
                        .map(node -> "%s%n for %s%n by %s"
                                .formatted(
                                        described(node),
                                        explained.page(),
                                        explained.statement().strip())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The driver looks up types in PostgreSQL's own catalogue, once for each connection. */
    private static boolean grows(String table) {
        return !table.isEmpty() && !STAY_SMALL.contains(table) && !table.startsWith("pg_");
    }

    /** Proving one chain's place in a tree takes the leaves of all: see tree_leaves, whose body has no text of its own. */
    private static boolean isProof(Explained explained, JsonNode node) {
        return (explained.statement().isEmpty() || explained.statement().contains("tree_leaves"))
                && node.path("Relation Name").asString("").startsWith("checkpoint_");
    }

    private static boolean readsWhole(JsonNode node) {
        return node.path("Node Type").asString("").equals("Seq Scan");
    }

    private static boolean readsMuch(JsonNode node) {
        double loops = node.path("Actual Loops").asDouble();
        double inVain = node.path("Rows Removed by Filter").asDouble()
                + node.path("Rows Removed by Index Recheck").asDouble();
        return node.path("Actual Rows").asDouble() * loops > MOST_ROWS || inVain * loops > MOST_IN_VAIN;
    }

    /** What reads more the more there is of the Organization itself. */
    private static boolean isLong(Explained explained) {
        // There is no index for each set of filters: the entries of one are read through for the others.
        return Pattern.compile("(member|certificate|kind)=")
                        .matcher(explained.page())
                        .results()
                        .count()
                > 1;
    }

    private static String described(JsonNode node) {
        return "%s of %s by %s: %s rows, %s in vain, %s times"
                .formatted(
                        node.path("Node Type").asString(""),
                        node.path("Relation Name").asString(""),
                        node.path("Index Name").asString("no index"),
                        node.path("Actual Rows"),
                        node.path("Rows Removed by Filter"),
                        node.path("Actual Loops"));
    }

    private static List<JsonNode> nodes(JsonNode plan) {
        List<JsonNode> nodes = new ArrayList<>(List.of(plan));
        plan.path("Plans").forEach(below -> nodes.addAll(nodes(below)));
        return nodes;
    }

    /** What the application's own controllers serve and nobody asked for. */
    private static Set<String> missed(Set<String> seen) {
        return instance.bean(DispatcherServlet.class).getHandlerMappings().stream()
                .filter(RequestMappingHandlerMapping.class::isInstance)
                .map(RequestMappingHandlerMapping.class::cast)
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("io.compliancecenter"))
                .flatMap(entry -> entry.getKey().getPathPatternsCondition().getPatterns().stream()
                        .filter(pattern -> !NOT_VISITED.contains(pattern.getPatternString()))
                        // The vendor's people are few, and read lists of all customers.
                        .filter(pattern -> !pattern.getPatternString().startsWith("/desk"))
                        .filter(pattern -> seen.stream()
                                .noneMatch(request -> matches(
                                                entry.getKey()
                                                        .getMethodsCondition()
                                                        .getMethods()
                                                        .toString(),
                                                request)
                                        && pattern.matches(
                                                PathContainer.parsePath(request.substring(request.indexOf(' ') + 1)))))
                        .map(pattern -> entry.getKey().toString()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean matches(String methods, String request) {
        return methods.equals("[]") || methods.contains(request.substring(0, request.indexOf(' ')));
    }
}
