package io.compliancecenter.mail;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** Mail that waits to be sent, and the links in it. Only the role that works in the background may send. */
interface Mails extends Repository<Mail, UUID> {

    /** Takes a mail that is due; empty if there is none, or others have taken it. */
    @NativeQuery("select id, kind, recipient, locale, parameters, purpose from claim_mail()")
    Optional<Claimed> claim();

    @NativeQuery("select 1 from add_mailed_link(:mail, :tokenHash)")
    int addLink(UUID mail, byte[] tokenHash);

    @NativeQuery("select 1 from mail_sent(:mail)")
    int sent(UUID mail);

    /** The mail waits for its next attempt, or is given up. */
    @NativeQuery("select 1 from mail_failed(:mail, :error)")
    int failed(UUID mail, String error);

    @NativeQuery("select subject_id, recipient, state from find_link(:tokenHash, :purpose)")
    Optional<FoundLink> findLink(byte[] tokenHash, String purpose);

    /**
     * A mail to send now.
     *
     * @param parameters JSON: texts by name
     * @param purpose of the link in it; null if there is none
     */
    record Claimed(
            UUID id,
            String kind,
            String recipient,
            String locale,
            String parameters,
            @Nullable String purpose) {}

    /** @param state name of a {@link MailedLink.State} */
    record FoundLink(UUID subjectId, String recipient, String state) {}
}
