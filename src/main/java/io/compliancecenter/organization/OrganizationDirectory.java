package io.compliancecenter.organization;

import java.util.List;

/** Everyone who may sign in from now on, and the Organizations that they act for. */
public record OrganizationDirectory(List<User> users, List<Entry> organizations) {

    /**
     * Someone who may sign in.
     *
     * @param email in lower case
     * @param passwordHash with the name of its algorithm in front, as in {@code {bcrypt}…}
     */
    public record User(String email, String name, String passwordHash) {

        /** Without the hash, which has no place in a log. */
        @Override
        public String toString() {
            return "User[" + email + "]";
        }
    }

    /** An Organization and its members. */
    public record Entry(String slug, String name, List<Membership> members) {}

    /**
     * A user's place in an Organization.
     *
     * @param email of one of the users
     */
    public record Membership(String email, Role role) {}
}
