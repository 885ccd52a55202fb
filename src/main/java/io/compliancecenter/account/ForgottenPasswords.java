package io.compliancecenter.account;

import io.compliancecenter.mail.LinkPurpose;
import io.compliancecenter.mail.LinkTokens;
import io.compliancecenter.mail.MailPreparation;
import io.compliancecenter.mail.MailQueued;
import io.compliancecenter.mail.MailedLink;
import io.compliancecenter.mail.MailedLink.State;
import io.compliancecenter.mail.MailedLinks;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Helps people who have forgotten their password, by a link in a mail. */
@Service
class ForgottenPasswords implements MailPreparation {

    /** Other text is no address, and never reaches the database. */
    private static final Pattern ADDRESS = Pattern.compile("[^\\p{Cntrl}\\p{Cs}\\s]+@[^\\p{Cntrl}\\p{Cs}\\s]+");

    private static final int MAX_ADDRESS_LENGTH = 254;

    private final Accounts accounts;
    private final MailedLinks links;
    private final ApplicationEventPublisher events;

    ForgottenPasswords(Accounts accounts, MailedLinks links, ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.links = links;
        this.events = events;
    }

    /**
     * Asks for mail to an address. It does the same whether there is such an account or not: that is found out afterwards.
     *
     * @param typed the address
     * @return the seconds to wait before that is possible; zero if it was done
     */
    @Transactional
    int request(String typed, String client, Locale language) {
        String email = typed.strip().toLowerCase(Locale.ROOT);
        boolean address =
                email.length() <= MAX_ADDRESS_LENGTH && ADDRESS.matcher(email).matches();
        events.publishEvent(new MailQueued());
        return accounts.requestPassword(address ? email : "", client, language.toLanguageTag());
    }

    @Override
    public void prepare() {
        accounts.answerPasswordRequests();
    }

    /** The account's address, if the link can be used. */
    Optional<String> addressOf(String token) {
        return links.find(token, LinkPurpose.PASSWORD_RESET)
                .filter(link -> link.state() == State.VALID)
                .map(MailedLink::recipient);
    }

    /**
     * Uses the link.
     *
     * @param passwordHash of the new password
     */
    @Transactional
    void set(String token, String passwordHash, Locale language) {
        events.publishEvent(new MailQueued());
        accounts.setPasswordByLink(LinkTokens.hash(token), passwordHash, language.toLanguageTag());
    }
}
