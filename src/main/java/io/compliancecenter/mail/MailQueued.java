package io.compliancecenter.mail;

/**
 * Publish this in the transaction that queues mail in the database: it is then sent as soon as the transaction has committed,
 * instead of at the next regular check.
 */
public record MailQueued() {}
