package io.compliancecenter.database;

import java.sql.SQLException;
import org.springframework.dao.NonTransientDataAccessException;

/** A rule of the schema is violated. Its rules raise SQLSTATEs of class {@code CC}. */
public class RefusedByDatabaseException extends NonTransientDataAccessException {

    private static final long serialVersionUID = 1;

    /** The kind of rule. */
    public enum Reason {
        /** Not permitted to this user. */
        FORBIDDEN,
        /** It does not exist, or this user cannot see it. */
        NOT_FOUND,
        /** Something that the request depends on has changed. */
        CHANGED,
        /** The permit has expired. */
        EXPIRED
    }

    private final Reason reason;

    RefusedByDatabaseException(Reason reason, SQLException cause) {
        super(cause.getMessage(), cause);
        this.reason = reason;
    }

    /** The kind of rule that is violated. */
    public Reason reason() {
        return reason;
    }
}
