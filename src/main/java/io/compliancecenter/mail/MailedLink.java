package io.compliancecenter.mail;

import java.util.UUID;

/**
 * A link that was mailed.
 *
 * @param subjectId what it is about: an invitation, or a user
 * @param recipient the address that it was mailed to
 */
public record MailedLink(UUID subjectId, String recipient, State state) {

    /** Whether it can be used. */
    public enum State {
        VALID,
        /** It, or another one for the same subject, was used. */
        USED,
        EXPIRED
    }
}
