package io.compliancecenter.testing.application;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Logs at the application's usual level in every test. Commands that a test runs in this JVM log errors only, and would leave
 * that level to the tests after it, which then wait for lines that nothing writes. Registered for all tests as a service.
 */
public final class UsualLogLevel implements BeforeEachCallback {

    @Override
    public void beforeEach(ExtensionContext test) {
        restore();
    }

    /** After a command that ran within a test. */
    static void restore() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.INFO);
    }
}
