package io.compliancecenter.database;

/** The application is connected as a role that has more rights than it may have. */
class WrongRoleException extends RuntimeException {

    private static final long serialVersionUID = 1;

    WrongRoleException(String message) {
        super(message);
    }
}
