package io.compliancecenter.mail;

import io.compliancecenter.mail.MailedLink.State;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looks up links that people follow. The database function that does what a link is for also uses it. */
@Service
@Transactional(readOnly = true)
public class MailedLinks {

    private final Mails mails;

    MailedLinks(Mails mails) {
        this.mails = mails;
    }

    /** The link with that token; empty if there is none, or it is for something else. */
    public Optional<MailedLink> find(String token, LinkPurpose purpose) {
        return mails.findLink(LinkTokens.hash(token), purpose.name())
                .map(found -> new MailedLink(found.subjectId(), found.recipient(), State.valueOf(found.state())));
    }
}
