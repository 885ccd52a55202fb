package io.compliancecenter.database;

import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.stereotype.Component;

/** Translates the SQLSTATEs of the schema's own rules, and of locks that are not released in time. */
@Component
class DatabaseRefusals extends SQLExceptionSubclassTranslator {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    @Override
    protected @Nullable DataAccessException doTranslate(String task, @Nullable String sql, SQLException exception) {
        if (LOCK_NOT_AVAILABLE.equals(exception.getSQLState())) {
            return new CannotAcquireLockException(buildMessage(task, String.valueOf(sql), exception), exception);
        }
        Reason reason = reason(exception.getSQLState());
        return reason == null
                ? super.doTranslate(task, sql, exception)
                : new RefusedByDatabaseException(reason, exception);
    }

    private static @Nullable Reason reason(@Nullable String sqlState) {
        return switch (sqlState == null ? "" : sqlState) {
            case "CC403" -> Reason.FORBIDDEN;
            case "CC404" -> Reason.NOT_FOUND;
            case "CC409" -> Reason.CHANGED;
            case "CC410" -> Reason.EXPIRED;
            default -> null;
        };
    }
}
