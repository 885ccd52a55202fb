package io.compliancecenter.terms;

import io.compliancecenter.organization.CurrentMember;

/**
 * What a user and an Organization were called when something was recorded. Consent is personal: whoever holds the same
 * address later is somebody else.
 *
 * @param name the user's full name
 * @param email the user's e-mail address
 * @param organization the Organization's name
 */
public record MemberNames(String name, String email, String organization) {

    /** What the member and their Organization are called now. */
    public static MemberNames of(CurrentMember member) {
        return new MemberNames(
                member.name(), member.email(), member.organization().name());
    }

    /** Whether both name the same person, in whichever Organization. */
    public boolean samePerson(MemberNames other) {
        return name.equals(other.name) && email.equals(other.email);
    }
}
