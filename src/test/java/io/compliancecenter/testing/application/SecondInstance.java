package io.compliancecenter.testing.application;

import io.compliancecenter.security.provider.TestProviders;
import io.compliancecenter.testing.fixtures.Fixtures;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * Another instance beside the application that tests share, on its database. Test classes share it as well, because a start takes
 * seconds; it is started for the first of them and ends with the application. People can also sign in through identity providers
 * here, one of which owns a domain; requests come through a trusted proxy if they say so; agreeing to the terms takes a sign-in of
 * the last ten minutes, and working at the desk a second factor; the clock is a {@link MovableClock}; and some
 * addresses are {@link FailingPages}. It sends no mail and has no desk.
 */
public class SecondInstance {

    private final ApplicationContext first;
    private final Fixtures fixtures;

    private @Nullable TestProviders providers;
    private @Nullable Instance instance;

    SecondInstance(ApplicationContext first, Fixtures fixtures) {
        this.first = first;
        this.fixtures = fixtures;
    }

    /** Starts it unless it runs. A class calls it before its first test: an earlier class may have written other providers. */
    public synchronized Instance start() {
        if (instance == null) {
            instance = Instance.beside(first, settings(), MovableClock.class, FailingPages.class);
        } else if (!providers().areKnownTo(instance)) {
            Instance.writeProviders(first, settings());
        }
        return instance;
    }

    /** Those of this instance. */
    public synchronized TestProviders providers() {
        if (providers == null) {
            providers = new TestProviders(fixtures.organization());
        }
        return providers;
    }

    /** Its settings, for more instances like it. */
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(providers().settings());
        settings.put("compliance-center.terms.fresh-sign-in", "10m");
        settings.put("compliance-center.desk.second-factor", "true");
        settings.put("compliance-center.trusted-proxies", "127\\.0\\.0\\.1");
        return settings;
    }

    /** Before the application's database is gone. */
    @EventListener(ContextClosedEvent.class)
    synchronized void stop() {
        if (instance != null) {
            instance.close();
            instance = null;
        }
        if (providers != null) {
            providers.close();
            providers = null;
        }
    }
}
