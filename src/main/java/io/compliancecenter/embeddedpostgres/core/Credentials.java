package io.compliancecenter.embeddedpostgres.core;

/** A role and its password. */
public record Credentials(String username, String password) {

    /** Without the password, so that no log contains it. */
    @Override
    public String toString() {
        return "Credentials[username=" + username + "]";
    }
}
