package io.compliancecenter.account.invitation;

import jakarta.validation.constraints.NotNull;
import java.util.regex.Pattern;

/**
 * A new account, as it was typed.
 *
 * @param repeated the password, the second time
 */
record NewAccountForm(
        @NotNull String name,
        @NotNull String password,
        @NotNull String repeated) {

    private static final Pattern NAME = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,200}");

    /** Without blanks around it. */
    String strippedName() {
        return name.strip();
    }

    boolean hasName() {
        return NAME.matcher(strippedName()).matches();
    }

    /** Without the password, which has no place in a log. */
    @Override
    public String toString() {
        return "NewAccountForm[]";
    }
}
