package io.compliancecenter.embeddedpostgres;

import static java.util.Objects.requireNonNull;

import io.compliancecenter.embeddedpostgres.core.EmbeddedPostgres;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.env.Environment;

/**
 * Starts the server in the background as soon as all bean definitions are known, while the beans that need no database are created.
 */
final class EmbeddedPostgresStart implements BeanFactoryPostProcessor, DisposableBean {

    private final Environment environment;
    private @Nullable CompletableFuture<EmbeddedPostgres> server;
    private boolean handedOver;

    EmbeddedPostgresStart(Environment environment) {
        this.environment = environment;
    }

    /** The properties are validated later. If they are invalid, nothing uses the server, and the application does not start. */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
            // A build needs none.
            return;
        }
        EmbeddedPostgresProperties properties = Binder.get(environment)
                .bindOrCreate("compliance-center.embedded-database", EmbeddedPostgresProperties.class);
        server = CompletableFuture.supplyAsync(
                () -> EmbeddedPostgres.start(properties.directory(), properties.port(), properties.startTimeout()),
                task -> new Thread(task, "embedded-postgres").start());
    }

    /**
     * Waits until the server has started. The caller has to stop it.
     *
     * @throws java.util.concurrent.CompletionException if it cannot be started
     */
    EmbeddedPostgres await() {
        handedOver = true;
        return requireNonNull(server).join();
    }

    /** Stops the server if the application failed to start before anything asked for it. */
    @Override
    public void destroy() {
        if (server != null && !handedOver) {
            server.thenAccept(EmbeddedPostgres::close)
                    .exceptionally(notStarted -> null)
                    .join();
        }
    }
}
