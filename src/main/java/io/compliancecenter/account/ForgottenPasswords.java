package io.compliancecenter.account;

import io.compliancecenter.mail.LinkPurpose;
import io.compliancecenter.mail.LinkTokens;
import io.compliancecenter.mail.MailPreparation;
import io.compliancecenter.mail.MailQueued;
import io.compliancecenter.mail.MailedLink;
import io.compliancecenter.mail.MailedLink.State;
import io.compliancecenter.mail.MailedLinks;
import io.compliancecenter.support.ClientInfo;
import io.compliancecenter.support.EmailAddress;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Helps people who have forgotten their password, by a link in a mail. */
@Service
class ForgottenPasswords implements MailPreparation {

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
    int request(String typed, ClientInfo client, Locale language) {
        events.publishEvent(new MailQueued());
        return accounts.requestPassword(
                EmailAddress.typed(typed).orElse(""), client.address().getHostAddress(), language.toLanguageTag());
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
