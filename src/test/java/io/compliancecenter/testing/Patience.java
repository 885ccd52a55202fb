package io.compliancecenter.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Waits a minute for what has to happen, unless a test says otherwise: a busy machine may take longer than Awaitility's ten seconds,
 * and what the application does again when it has failed once may be half a minute later. Registered for all tests as a service.
 */
public final class Patience implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext test) {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }
}
