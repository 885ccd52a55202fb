package io.compliancecenter.mail;

import jakarta.mail.internet.InternetAddress;
import java.util.Optional;

/**
 * Where mail goes.
 *
 * @param from who sends it; its name is the vendor's unless it has one
 * @param transport empty if mail waits until one is configured
 */
record MailOutlet(InternetAddress from, Optional<MailTransport> transport) {}
