package io.compliancecenter.organization.members;

import io.compliancecenter.organization.Role;
import jakarta.validation.constraints.NotNull;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whom to invite.
 *
 * @param email as it was typed
 */
record InviteForm(@NotNull String email, @NotNull Role role) {

    /** What the database accepts as the recipient of a mail. */
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s\\p{Cc}\\p{Cs},;:<>()\\[\\]\"\\\\@]+@[^\\s\\p{Cc}\\p{Cs},;:<>()\\[\\]\"\\\\@]+");

    private static final int MAX_ADDRESS_LENGTH = 254;

    /** By default, with the role that has fewer rights. */
    static final InviteForm EMPTY = new InviteForm("", Role.MEMBER);

    /** In lower case, without blanks around it. */
    String address() {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    boolean hasAddress() {
        return address().length() <= MAX_ADDRESS_LENGTH
                && ADDRESS.matcher(address()).matches();
    }
}
