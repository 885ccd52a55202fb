package io.compliancecenter.testing.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.springframework.dao.DataAccessException;

/** Assertions about what the database refuses. */
public final class Refusals {

    private Refusals() {}

    /** A rule of the schema refuses it. */
    public static void assertRefused(Reason reason, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        RefusedByDatabaseException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    /** PostgreSQL itself refuses it, for lack of a right or by a constraint. */
    public static void assertDenied(String sqlState, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        denied -> assertThat(denied.getSQLState()).isEqualTo(sqlState));
    }
}
