package io.compliancecenter.account.invitation;

import io.compliancecenter.organization.PersonName;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;

/**
 * A new account, as it was typed.
 *
 * @param repeated the password, the second time
 */
record NewAccountForm(
        @NotNull String name,
        @NotNull String password,
        @NotNull String repeated) {

    /** Empty if what was typed is no name. */
    Optional<PersonName> personName() {
        return PersonName.of(name);
    }

    /** Without the password, which has no place in a log. */
    @Override
    public String toString() {
        return "NewAccountForm[]";
    }
}
