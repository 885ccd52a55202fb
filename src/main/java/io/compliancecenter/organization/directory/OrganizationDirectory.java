package io.compliancecenter.organization.directory;

import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.organization.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everyone who may sign in from now on, the Organizations that they act for, and the access groups of these.
 *
 * @param desk the vendor's people
 * @param deskApproval who approves what they publish
 */
public record OrganizationDirectory(
        List<User> users,
        List<Entry> organizations,
        List<DeskPerson> desk,
        DeskApproval deskApproval,
        List<Group> groups) {

    /** For {@code returns}: the one with the entry's key that was retired last. */
    public static final String LAST_RETIRED = "true";

    /** Who approves what is published at the desk. */
    public enum DeskApproval {
        /** Somebody who has not changed it. */
        SECOND_PERSON,
        /** Any approver: the vendor has nobody else. */
        SINGLE_PERSON
    }

    /** What an entry is of. */
    public enum Kind {
        USER,
        ORGANIZATION
    }

    /**
     * Someone who may sign in.
     *
     * @param key ties the entry to the user's id; unique among the users, by default the e-mail address
     * @param returns which retired user with that key is brought back: {@link #LAST_RETIRED}, or an id; null if none is, and
     *     a key that no published user has makes a new one
     * @param email in lower case
     * @param passwordHash with the name of its algorithm in front, as in {@code {bcrypt}…}; null to keep the one that is published, if
     *     there is any
     */
    public record User(
            String key,
            @Nullable String returns,
            String email,
            String name,
            @Nullable String passwordHash) {

        /** Without the hash, which has no place in a log. */
        @Override
        public String toString() {
            return "User[" + email + "]";
        }
    }

    /**
     * An Organization and its members.
     *
     * @param key ties the entry to the Organization's id; unique among the Organizations, by default the slug
     * @param returns which retired Organization with that key is brought back, as for a user
     */
    public record Entry(String key, @Nullable String returns, String slug, String name, List<Membership> members) {}

    /** An access group: Organizations that certificates may be for. */
    public record Group(String code, String name, List<GroupedOrganization> organizations) {}

    /**
     * An Organization's place in an access group.
     *
     * @param key of one of the Organizations
     * @param validFrom null for always
     * @param validUntil the first moment at which it is no longer there; null for no end
     */
    public record GroupedOrganization(
            String key,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil) {}

    /**
     * A user's place in an Organization.
     *
     * @param email of one of the users
     */
    public record Membership(String email, Role role) {}

    /**
     * What one of the vendor's people may do at the desk.
     *
     * @param email of one of the users
     */
    public record DeskPerson(String email, DeskRole role) {}
}
