package io.compliancecenter.organization.members;

import io.compliancecenter.organization.Role;
import io.compliancecenter.support.EmailAddress;
import jakarta.validation.constraints.NotNull;
import java.util.Locale;

/**
 * Whom to invite.
 *
 * @param email as it was typed
 */
record InviteForm(@NotNull String email, @NotNull Role role) {

    /** By default, with the role that has fewer rights. */
    static final InviteForm EMPTY = new InviteForm("", Role.MEMBER);

    /** In lower case, without blanks around it. */
    String address() {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    boolean hasAddress() {
        return EmailAddress.isMailable(address());
    }
}
