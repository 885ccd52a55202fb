package io.compliancecenter.desk.imports;

import static io.compliancecenter.testing.database.Refusals.assertDenied;
import static io.compliancecenter.testing.database.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may import, and what an import cannot do whoever calls the database. */
class ImportRightsIT extends ImportTest {

    private static final String LINES =
            "[{\"line\": 2, \"organization\": \"acme\", \"organization_name\": \"Acme\", \"email\": \"ada@acme.example\", \"role\": \"ADMIN\"}]";

    @Autowired
    DeskRoleSql deskRole;

    @Autowired
    JdbcClient database;

    private String staged(User person) {
        return deskRole.as(
                person,
                sql -> sql.sql("select cast(stage_import('a.csv', sha256('x'), cast(? as jsonb), '[]') as text)")
                        .params(LINES.replace("acme", slug))
                        .query(String.class)
                        .single());
    }

    // require_desk_role in each function
    @ParameterizedTest
    @ValueSource(strings = {"EDITOR", "APPROVER", "AUDITOR"})
    void onlySupportImports(String role) {
        User person = fixtures.deskPerson(role);
        String file = staged(support);

        assertThat(signedIn(person).get("/desk/customers/import").status()).isEqualTo(403);
        assertThat(signedIn(person).get("/desk/customers").html().select("#import"))
                .isEmpty();
        assertDenied("CC403", () -> staged(person));
        assertDenied("CC403", () -> call(person, "preview_import(cast(? as uuid))", file));
        assertDenied("CC403", () -> call(person, "apply_import(cast(? as uuid), sha256('x'), false, 'en')", file));
    }

    private List<Map<String, Object>> call(User person, String call, Object... arguments) {
        return deskRole.as(
                person,
                sql -> sql.sql("select " + call).params(arguments).query().listOfRows());
    }

    static Stream<Arguments> notStaged() {
        return Stream.of(
                arguments("null", "'x'", "sha256('x')"),
                arguments("'{}'", "'x'", "sha256('x')"),
                arguments("'[{}]'", "'x'", "sha256('x')"),
                arguments("'[{\"line\": 0, \"organization\": \"a\"}]'", "'x'", "sha256('x')"),
                arguments("'[{\"line\": 1, \"organization\": \"A\"}]'", "'x'", "sha256('x')"),
                arguments(
                        "'[{\"line\": 1, \"organization\": \"a\", \"organization_name\": \"\"}]'",
                        "'x'",
                        "sha256('x')"),
                arguments("'[{\"line\": 1, \"organization\": \"a\", \"role\": \"ADMIN\"}]'", "'x'", "sha256('x')"),
                arguments("'[{\"line\": 1, \"organization\": \"a\", \"email\": \"a@b\"}]'", "'x'", "sha256('x')"),
                arguments(
                        "'[{\"line\": 1, \"organization\": \"a\", \"email\": \"a@b,c@d\", \"role\": \"ADMIN\"}]'",
                        "'x'",
                        "sha256('x')"),
                arguments(
                        "'[{\"line\": 1, \"organization\": \"a\", \"email\": \"a@b\", \"role\": \"OWNER\"}]'",
                        "'x'",
                        "sha256('x')"),
                arguments("to_jsonb(array_fill(1, array[10001]))", "'x'", "sha256('x')"),
                arguments("'[]'", "''", "sha256('x')"),
                arguments("'[]'", "repeat('x', 201)", "sha256('x')"),
                arguments("'[]'", "'x'", "'x'::bytea"));
    }

    // the checks of customer_import, and of stage_import
    @ParameterizedTest
    @MethodSource("notStaged")
    void noOtherLinesAreStored(String lines, String name, String sha256) {
        assertDenied("23514", () -> call(support, "stage_import(" + name + ", " + sha256 + ", " + lines + ", '[]')"));
    }

    // apply_import: the checks at its beginning
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null, false, 'en'",
                "''::bytea, false, 'en'",
                "sha256('x'), null, 'en'",
                "sha256('x'), false, null",
                "sha256('x'), true, 'English'"
            })
    void anImportSaysWhatItWasComputedFrom(String arguments) {
        String file = staged(support);
        assertDenied("23514", () -> call(support, "apply_import(cast(? as uuid), " + arguments + ")", file));
    }

    @Test
    void onlyAFileThatIsStoredIsImported() {
        assertDenied("CC404", () -> call(support, "apply_import(?, sha256('x'), false, 'en')", UUID.randomUUID()));
        assertThat(call(support, "apply_import(cast(? as uuid), sha256('x'), false, 'en') as outcome", staged(support)))
                .containsExactly(Map.of("outcome", "CHANGED"));
    }

    // V25__import.sql: no grants
    @Test
    void theDesksRoleReadsAndWritesNoFile() {
        for (String statement : List.of(
                "select lines from customer_import",
                "insert into customer_import (file_name) values ('x')",
                "update customer_import set lines = '[]'",
                "update organization set name = 'x', managed_by = 'DESK'",
                "insert into invitation (email) values ('x')")) {
            assertDenied(
                    "42501",
                    () -> deskRole.as(support, sql -> sql.sql(statement).update()));
        }
    }

    // R__90_desk_import.sql: "from public"
    @Test
    void theCustomersRoleImportsNothing() {
        Tenant tenant = fixtures.organization();
        String file = staged(support);
        for (String call : List.of(
                "stage_import('a.csv', sha256('x'), '[]', '[]')",
                "preview_import('" + file + "')",
                "apply_import('" + file + "', sha256('x'), false, 'en')",
                "plan_import('[]')")) {
            assertDenied(
                    "42501",
                    () -> actors.actor(tenant, support)
                            .inTransaction(
                                    sql -> sql.sql("select " + call).query().listOfRows()));
        }
        assertDenied(
                "42501",
                () -> database.sql("select lines from customer_import").query().listOfRows());
    }

    // keep_organization_to_manager
    @Test
    void neitherFolderNorDeskChangesOrganizationsOfTheOther() {
        Tenant tenant = fixtures.organization();
        imported(slug + ",Acme,,,\n");
        for (String change : List.of("name = 'x'", "slug = slug || 'x'", "retired_at = now()")) {
            assertRefused(
                    Reason.CHANGED,
                    () -> fixtures.update("update organization set " + change + " where slug = ?", slug));
        }
        assertRefused(
                Reason.CHANGED,
                () -> fixtures.update(
                        "insert into organization (slug, name, managed_by) values (?, 'x', 'DESK')", slug + "x"));
        // As an import would if its own checks were gone: session_user is the desk's.
        owner.publish(sql -> sql.sql("""
                        create or replace function rename_any(id uuid) returns void
                            language sql security definer set search_path = compliance_center, pg_temp
                            as 'update organization o set name = ''x'' where o.id = rename_any.id'
                        """).update());
        try {
            fixtures.update("grant execute on function rename_any(uuid) to compliance_center_desk");
            assertDenied("CC409", () -> call(support, "1 from rename_any(?)", tenant.id()));
        } finally {
            fixtures.update("drop function rename_any(uuid)");
        }
        assertThat(rows("select name from organization where id = ?", tenant.id()))
                .containsExactly(tenant.name());
    }
}
