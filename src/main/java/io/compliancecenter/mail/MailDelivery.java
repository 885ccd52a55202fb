package io.compliancecenter.mail;

import io.compliancecenter.database.WorkerDatabase;
import io.compliancecenter.mail.Mails.Claimed;
import io.compliancecenter.support.RecurringFailure;
import jakarta.mail.SendFailedException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;
import org.springframework.stereotype.Component;

/**
 * Sends mail that is due. Each mail is claimed for a time, sent without a database connection, and then marked as sent. After a
 * crash in between it is sent once more, so that none is lost.
 */
@Component
class MailDelivery {

    private static final Logger log = LoggerFactory.getLogger(MailDelivery.class);

    private static final int MAX_REASON = 300;

    private final WorkerDatabase database;
    private final Mails mails;
    private final List<MailPreparation> preparations;
    private final MailWriter writer;
    private final @Nullable MailTransport transport;
    private final RecurringFailure sending = new RecurringFailure(log);

    MailDelivery(
            WorkerDatabase database,
            Mails mails,
            List<MailPreparation> preparations,
            MailWriter writer,
            MailOutlet outlet) {
        this.database = database;
        this.mails = mails;
        this.preparations = List.copyOf(preparations);
        this.writer = writer;
        this.transport = outlet.transport().orElse(null);
        if (isOn()) {
            database.check("to send mail (spring.mail.host or compliance-center.mail.directory)");
        }
    }

    /** @param token of the link in it; null if there is none */
    private record Outgoing(Claimed mail, @Nullable String token) {}

    /** Whether mail goes anywhere. */
    final boolean isOn() {
        return transport != null;
    }

    /** Sends all mail that is due, unless the mail server is away. Failures are logged, and the mail is sent later. */
    synchronized void sendDue() {
        if (transport == null) {
            return;
        }
        try {
            preparations.forEach(this::prepare);
            while (sendNext(transport)) {
                // The next one
            }
        } catch (RuntimeException failure) {
            sending.occurred(Level.WARN, "Mail could not be taken from the database", failure);
        }
    }

    private void prepare(MailPreparation preparation) {
        try {
            inDatabase(preparation::prepare);
        } catch (ConcurrencyFailureException another) {
            log.debug("Another instance does it", another);
        }
    }

    /** @return whether there may be more to send now */
    private boolean sendNext(MailTransport by) {
        Optional<Outgoing> next;
        try {
            next = database.work(this::claim);
        } catch (ConcurrencyFailureException another) {
            log.debug("Another instance sends mail", another);
            return true;
        }
        return next.isPresent() && send(next.get(), by);
    }

    private Optional<Outgoing> claim() {
        return mails.claim().map(mail -> {
            if (mail.purpose() == null) {
                return new Outgoing(mail, null);
            }
            String token = LinkTokens.create();
            mails.addLink(mail.id(), LinkTokens.hash(token));
            return new Outgoing(mail, token);
        });
    }

    private boolean send(Outgoing outgoing, MailTransport by) {
        Claimed mail = outgoing.mail();
        try {
            by.send(writer.write(mail, outgoing.token()));
        } catch (RuntimeException failure) {
            Throwable cause = cause(failure);
            String reason = reason(outgoing, cause);
            sending.occurred(Level.WARN, "Mail could not be sent", reason);
            inDatabase(() -> mails.failed(mail.id(), reason));
            return isOfThisMailOnly(failure, cause);
        }
        inDatabase(() -> mails.sent(mail.id()));
        sending.cleared();
        log.info("Mail sent: {} {}", mail.kind(), mail.id());
        return true;
    }

    /**
     * Whether others may go out nevertheless. With the server away, each further attempt would only wait; and a server that refuses
     * the login may lock the account after many attempts.
     */
    private static boolean isOfThisMailOnly(RuntimeException failure, Throwable cause) {
        return cause instanceof SendFailedException
                || !(failure instanceof MailSendException || failure instanceof MailAuthenticationException);
    }

    private void inDatabase(Runnable work) {
        database.work(() -> {
            work.run();
            return true;
        });
    }

    private static Throwable cause(RuntimeException failure) {
        Throwable cause = failure;
        if (failure instanceof MailSendException many && many.getMessageExceptions().length > 0) {
            cause = many.getMessageExceptions()[0];
        }
        return NestedExceptionUtils.getMostSpecificCause(cause);
    }

    /** Without the link and the address, which some servers repeat. */
    private static String reason(Outgoing outgoing, Throwable cause) {
        String reason = String.valueOf(cause.getMessage()).strip().replaceAll("\\p{Cntrl}+", " ");
        reason = reason.replace(outgoing.mail().recipient(), "(recipient)");
        if (outgoing.token() != null) {
            reason = reason.replace(outgoing.token(), "(link)");
        }
        return reason.substring(0, Math.min(reason.length(), MAX_REASON));
    }
}
