package io.compliancecenter.account;

import io.compliancecenter.mail.MailQueued;
import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.UserWithMemberships;
import io.compliancecenter.security.password.NewPasswords;
import io.compliancecenter.security.password.PasswordConfirmation;
import io.compliancecenter.support.ClientInfo;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes the password of somebody who is signed in and knows the present one. */
@Service
class OwnPassword {

    private final PasswordConfirmation confirmation;
    private final PasswordRules rules;
    private final NewPasswords passwords;
    private final Accounts accounts;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    OwnPassword(
            PasswordConfirmation confirmation,
            PasswordRules rules,
            NewPasswords passwords,
            Accounts accounts,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.confirmation = confirmation;
        this.rules = rules;
        this.passwords = passwords;
        this.accounts = accounts;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * How it ended.
     *
     * @param credentialVersion of the new password; empty if it was not set, for the reason in one of the others
     * @param currentIsWrong whether the present password was wrong
     * @param secondsToWait until the next attempt
     * @param objection to the new password
     */
    record Outcome(
            Optional<Integer> credentialVersion,
            boolean currentIsWrong,
            int secondsToWait,
            Optional<PasswordObjection> objection) {}

    /** No database connection is held while passwords are hashed, which is slow on purpose. */
    Outcome change(
            CurrentUser user, UserWithMemberships account, PasswordForm form, ClientInfo browser, Locale language) {
        Optional<PasswordObjection> objection =
                rules.check(form.password(), form.repeated(), account.email(), account.name());
        if (objection.isPresent()) {
            return new Outcome(Optional.empty(), false, 0, objection);
        }
        PasswordConfirmation.Result current = confirmation.confirm(account.email(), form.current(), browser);
        if (!current.correct()) {
            return new Outcome(
                    Optional.empty(), current.secondsToWait() == 0, current.secondsToWait(), Optional.empty());
        }
        String hash = passwords.hash(form.password());
        return new Outcome(
                Optional.ofNullable(transaction.execute(status -> {
                    events.publishEvent(new MailQueued());
                    return accounts.setOwnPassword(user.credentialVersion(), hash, language.toLanguageTag());
                })),
                false,
                0,
                Optional.empty());
    }

    /** As the form on the account page sends it. */
    record PasswordForm(String current, String password, String repeated) {}
}
