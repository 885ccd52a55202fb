package io.compliancecenter.security.provider;

import io.compliancecenter.security.provider.ProviderRules.Difference;
import io.compliancecenter.support.StartupFailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Refuses to start with providers that the database does not know as they are configured: nobody could sign in by them. */
@Component
class ProviderCheck implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(ProviderCheck.class);

    private final ProviderRules rules;
    private final ProviderAccounts accounts;

    ProviderCheck(ProviderRules rules, ProviderAccounts accounts) {
        this.rules = rules;
        this.accounts = accounts;
    }

    /** Before the server accepts requests. */
    @Override
    public void afterSingletonsInstantiated() {
        Difference difference = rules.differenceTo(accounts.knownProviders());
        if (!difference.wrong().isEmpty()) {
            throw new StartupFailureException(
                    "The database does not know the identity providers as they are configured here: %s."
                            .formatted(String.join(", ", difference.wrong())),
                    "Run \"java -jar compliance-center.jar migrate\" with the same settings, and the owner's password: only"
                            + " the owner may say what providers may do.");
        }
        if (!difference.superfluous().isEmpty()) {
            log.warn(
                    "The database knows identity providers that are not configured here: {}. The command migrate removes them",
                    String.join(", ", difference.superfluous()));
        }
    }
}
