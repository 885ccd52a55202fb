package io.compliancecenter.database;

import java.sql.SQLException;
import org.springframework.dao.NonTransientDataAccessException;

/**
 * The database itself refused, whatever the program thought: one of the rules that it enforces does not hold. Rules name
 * themselves by SQLSTATEs of class {@code CC}.
 */
public class RefusedByDatabaseException extends NonTransientDataAccessException {

    private static final long serialVersionUID = 1;

    /** What kind of rule it was. */
    public enum Reason {
        /** Not permitted to this user. */
        FORBIDDEN,
        /** No such thing for this user. */
        NOT_FOUND,
        /** What the request stands on has changed. */
        CHANGED,
        /** It was permitted once, and its time is over. */
        EXPIRED
    }

    private final Reason reason;

    RefusedByDatabaseException(Reason reason, SQLException cause) {
        super(cause.getMessage(), cause);
        this.reason = reason;
    }

    /** What kind of rule refused. */
    public Reason reason() {
        return reason;
    }
}
