package io.compliancecenter.mail;

/** Queues mail that other modules owe somebody. */
@FunctionalInterface
public interface MailPreparation {

    /** Called before mail is sent, in a transaction of the role that works in the background, by any instance. */
    void prepare();
}
