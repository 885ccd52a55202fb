package io.compliancecenter.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Calls functions as the application's role, with extreme values of each argument, which they refuse. */
@IntegrationTest
abstract class FunctionArguments {

    /** Longer than any argument may be. The server makes it, so it is never sent. */
    static final String LONG_TEXT = "repeat('x', 2000000)";

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    OwnerSql owner;

    @Autowired
    JdbcClient database;

    Tenant tenant;
    Issued issued;
    Actor admin;
    UUID permit;

    @BeforeEach
    void publish() {
        issued = fixtures.certificate();
        tenant = fixtures.organization();
        admin = actors.adminOf(tenant);
        permit = admin.permit(issued, "5 minutes");
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    final List<DynamicTest> attempts(String function, Map<String, String> fine, Map<String, List<String>> extremes) {
        assertThat(fine.keySet())
                .as("the arguments of " + function)
                .containsExactlyElementsOf(database.sql("""
                                select name from pg_proc, unnest(proargnames) with ordinality as argument (name, place)
                                 where place <= pronargs and proname = :function and pronamespace = 'compliance_center'::regnamespace
                                """)
                        .param("function", function)
                        .query(String.class)
                        .list());
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(dynamicTest("a usual one is recorded", () -> call(function, fine)));
        fine.keySet()
                .forEach(argument -> tests.add(dynamicTest(argument, () -> {
                    for (String extreme : extremes.get(argument)) {
                        Map<String, String> arguments = new LinkedHashMap<>(fine);
                        arguments.put(argument, extreme);
                        assertThatThrownBy(() -> call(function, arguments))
                                .as(argument + " = " + extreme)
                                .satisfies(
                                        failure -> assertThat(sqlState(failure)).isIn(refusals(argument)));
                    }
                })));
        return tests;
    }

    private static List<String> refusals(String argument) {
        return switch (argument) {
            // There is no such permit, user or session.
            case "permit_id", "user_id", "member_id", "invitation_id" -> List.of("CC404", "CC409");
            case "session_id" -> List.of("CC409", "22001");
            default -> List.of("23514", "23502");
        };
    }

    final void call(String function, Map<String, String> arguments) {
        admin.inTransaction(sql -> sql.sql("select " + function + '(' + String.join(", ", arguments.values()) + ')')
                .query()
                .listOfRows());
    }

    static String sqlState(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException refusal
                ? String.valueOf(refusal.getSQLState())
                : failure.toString();
    }
}
