package io.compliancecenter.database;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Extreme values of every column that is a record or that the application's role can write. The columns come from the
 * database's own catalogue, so a new one without a range makes a test fail. {@link FunctionArgumentsIT} does the same for
 * functions.
 */
@IntegrationTest
class RecordRangesIT {

    private static final Set<String> RECORDS = Set.of("acceptance", "download_permit", "evidence_entry");

    private static final Set<String> MAY_BE_NULL = Set.of(
            "acceptance.authenticated_at",
            "acceptance.sign_in_issuer",
            "acceptance.sign_in_subject",
            "acceptance.sign_in_acr",
            "acceptance.sign_in_amr",
            // Where there is an acceptance: see SignedAgreementRulesIT
            "download_permit.signed_agreement_id",
            "download_permit.agreement_signed_on",
            "evidence_entry.user_id",
            "evidence_entry.certificate_id",
            "evidence_entry.subject_id",
            "spring_session.principal_name");

    /** They hold whatever Java serializes, and so may be short. */
    private static final Set<String> MAY_BE_ONE_BYTE = Set.of("spring_session_attributes.attribute_bytes");

    /** Whatever is given for it, a trigger puts another value in its place. */
    private static final Set<String> DRAWN_BY_A_TRIGGER = Set.of("spring_session.revision");

    /** Longer than any column allows. The server makes it, so it is never sent. */
    private static final String LONG_TEXT = "repeat('x', 2000000)";

    private static final Set<String> REFUSALS = Set.of(
            "23514", // check_violation
            "23502", // not_null_violation
            "22001"); // string_data_right_truncation, of char(36)

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    OwnerSql owner;

    @Autowired
    JdbcClient database;

    @Autowired
    JdbcConnectionDetails application;

    Tenant tenant;
    Issued issued;
    Actor admin;

    /** One row at least of each table. */
    @BeforeEach
    void record() {
        tenant = fixtures.organization();
        issued = fixtures.certificate();
        admin = actors.adminOf(tenant);
        admin.permit(issued, "5 minutes");
        new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    private record Column(String table, String name, String type) {

        @Override
        public String toString() {
            return table + '.' + name;
        }
    }

    // any of its constraints
    @TestFactory
    List<DynamicTest> noColumnHoldsAnExtremeValue() {
        return columns().stream()
                .map(column -> dynamicTest(column.toString(), () -> tryAsOwnerWithoutTriggers(column)))
                .toList();
    }

    /** In a transaction that is rolled back, with all that stands before the constraints out of the way. */
    private void tryAsOwnerWithoutTriggers(Column column) {
        class Undo extends RuntimeException {
            private static final long serialVersionUID = 1;
        }
        assertThatThrownBy(() -> owner.work(sql -> {
                    sql.sql("alter table " + column.table() + " disable trigger user, no force row level security")
                            .update();
                    assertThat(update(sql, column, column.name())).isOne();
                    for (String extreme : extremes(column)) {
                        sql.sql("savepoint attempt").update();
                        assertRefused(column + " = " + extreme, () -> update(sql, column, extreme));
                        sql.sql("rollback to savepoint attempt").update();
                    }
                    throw new Undo();
                }))
                .isInstanceOf(Undo.class);
    }

    private static int update(JdbcClient sql, Column column, String value) {
        return sql.sql("update %1$s set %2$s = %3$s where ctid = (select max(ctid) from %1$s)"
                        .formatted(column.table(), column.name(), value))
                .update();
    }

    // any of its constraints
    @TestFactory
    List<DynamicTest> theApplicationsRoleStoresNoExtremeValue() {
        return columns().stream()
                .filter(column -> may(column, "INSERT") || may(column, "UPDATE"))
                .filter(column -> !DRAWN_BY_A_TRIGGER.contains(column.toString()))
                .map(column -> dynamicTest(column.toString(), () -> {
                    for (String extreme : extremes(column)) {
                        assertThatThrownBy(() -> store(column, extreme))
                                .as(column + " = " + extreme)
                                .satisfies(failure -> assertThat(sqlState(failure))
                                        .matches(state -> REFUSALS.contains(state) || refersToNothing(column, state)));
                    }
                }))
                .toList();
    }

    /** What is referred to is looked for before the row is checked. */
    private static boolean refersToNothing(Column column, String state) {
        return (column.name().endsWith("_id") || column.name().equals("terms_version")) && state.startsWith("CC4");
    }

    private void store(Column column, String value) {
        if (may(column, "UPDATE")) {
            admin.inTransaction(sql -> update(sql, column, value));
        } else {
            admin.inTransaction(sql -> insert(sql, column.table(), Map.of(column.name(), value)));
        }
    }

    private boolean may(Column column, String privilege) {
        return database.sql("select has_column_privilege(:table, :column, :privilege)")
                .param("table", column.table())
                .param("column", column.name())
                .param("privilege", privilege)
                .query(Boolean.class)
                .single();
    }

    /** Adds a row that would be fine but for the given values. */
    private int insert(JdbcClient sql, String table, Map<String, String> instead) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("id", "uuidv7()");
        values.put("organization_id", "current_organization_id()");
        values.put("user_id", "current_user_id()");
        values.put("certificate_id", "'" + issued.certificate() + "'");
        values.put("idempotency_key", "gen_random_uuid()");
        switch (table) {
            case "acceptance" ->
                values.putAll(Map.ofEntries(
                        entry("terms_version", "current_terms_version()"),
                        entry("terms_locale", "'en'"),
                        entry(
                                "terms_sha256",
                                "(select sha256 from terms_text where version = current_terms_version() and locale = 'en')"),
                        entry("checkbox_label", "'I agree'"),
                        entry("button_label", "'Download'"),
                        entry("locale", "'en'"),
                        entry("client_address", "'127.0.0.1'"),
                        entry("user_agent", "''"),
                        entry("signed_in_at", "now()"),
                        entry("sign_in_method", "'provider'"),
                        entry("authenticated_at", "now()"),
                        entry("sign_in_issuer", "'https://login.example.com'"),
                        entry("sign_in_subject", "'248289'"),
                        entry("sign_in_acr", "'urn:example:silver'"),
                        entry("sign_in_amr", "'pwd otp'")));
            case "download_permit" ->
                values.putAll(Map.of(
                        "acceptance_id",
                        "(select id from acceptance order by accepted_at limit 1)",
                        "signed_agreement_id",
                        "null",
                        "lifetime",
                        "'1 minute'"));
            default -> fail("no valid row is known for " + table + "; add one here");
        }
        assertThat(values.keySet())
                .as("the columns that have a valid value here")
                .containsAll(instead.keySet());
        values.putAll(instead);
        return sql.sql("insert into " + table + " (" + String.join(", ", values.keySet()) + ") values ("
                        + String.join(", ", values.values()) + ")")
                .update();
    }

    @Test
    void rowsWithoutExtremeValuesAreStored() {
        assertThat(admin.<Integer>inTransaction(sql -> insert(sql, "acceptance", Map.of())))
                .isOne();
        assertThat(admin.<Integer>inTransaction(sql -> insert(sql, "download_permit", Map.of())))
                .isOne();
    }

    // is_plain_text
    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkbox_label",
                "button_label",
                "locale",
                "terms_locale",
                "user_agent",
                "sign_in_method",
                "sign_in_issuer",
                "sign_in_subject",
                "sign_in_acr",
                "sign_in_amr"
            })
    void noControlCharacterIsRecordedOfWhatAClientSends(String column) {
        for (String value : List.of("'en' || chr(1)", "'en' || chr(127) || 'x'", "'en' || chr(155)")) {
            assertRefused(column, () -> admin.inTransaction(sql -> insert(sql, "acceptance", Map.of(column, value))));
        }
    }

    // download_permit_period. When intervals are compared, a month counts as 30 days; in a calendar it has more.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "24000 months -719999 days",
                "12 months -359 days",
                "infinity",
                "-infinity",
                "-1 day",
                "0 seconds",
                "2 days"
            })
    void noPermitLastsLongerThanADay(String lifetime) {
        assertRefused(
                lifetime,
                () -> admin.inTransaction(
                        sql -> insert(sql, "download_permit", Map.of("lifetime", "'" + lifetime + "'::interval"))));
    }

    private List<Column> columns() {
        List<Column> columns = owner.work(sql -> sql.sql("""
                        select relname as "table", attname as name, format_type(atttypid, null) as type
                          from pg_class join pg_attribute on attrelid = pg_class.oid
                         where relnamespace = 'compliance_center'::regnamespace and relkind = 'r'
                           and attnum > 0 and not attisdropped and attgenerated = ''
                           and (relname = any (:records)
                                or has_any_column_privilege(cast(:role as name), pg_class.oid, 'INSERT, UPDATE'))
                         order by relname, attnum
                        """)
                .param("records", RECORDS.toArray(String[]::new))
                .param("role", application.getUsername())
                .query(Column.class)
                .list());
        assertThat(columns.stream().map(Column::table).collect(Collectors.toSet()))
                .containsAll(RECORDS);
        return columns;
    }

    private static List<String> extremes(Column column) {
        List<String> extremes = new ArrayList<>(
                switch (column.type()) {
                    case "timestamp with time zone" ->
                        List.of(
                                "'infinity'",
                                "'-infinity'",
                                "'0001-01-01 00:00+00 BC'",
                                "'1999-12-31 23:59:59.999999+00'",
                                "'3000-01-01 00:00+00'",
                                "'10000-01-01 00:00+00'");
                    case "date" ->
                        List.of("'infinity'", "'-infinity'", "'0001-01-01 BC'", "'1899-12-31'", "'3000-01-01'");
                    case "integer" -> List.of("-1", "-2147483648");
                    case "bigint" -> List.of("-1", "-9223372036854775808");
                    case "text", "character" -> List.of(LONG_TEXT);
                    case "bytea" ->
                        MAY_BE_ONE_BYTE.contains(column.toString())
                                ? List.of("convert_to(" + LONG_TEXT + ", 'UTF8')", "''")
                                : List.of("convert_to(" + LONG_TEXT + ", 'UTF8')", "'\\x00'", "''");
                    case "inet" -> List.of("'10.0.0.0/8'", "'2001:db8::/32'");
                    case "interval" -> List.of("'infinity'", "'-infinity'", "'-1 day'", "'0'", "'1000 years'");
                    case "uuid", "xid8", "boolean" -> List.of();
                    default -> throw new AssertionError("no extreme values are known of the type of " + column);
                });
        if (column.type().equals("bigint") && column.table().equals("spring_session")) {
            extremes.add("9223372036854775807");
        }
        if (!MAY_BE_NULL.contains(column.toString())) {
            extremes.add("null");
        }
        return extremes;
    }

    private static void assertRefused(String what, Runnable attempt) {
        assertThatThrownBy(attempt::run)
                .as(what)
                .satisfies(failure -> assertThat(sqlState(failure)).as(what).isIn(REFUSALS));
    }

    private static String sqlState(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException refusal
                ? String.valueOf(refusal.getSQLState())
                : failure.toString();
    }
}
