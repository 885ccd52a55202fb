package io.compliancecenter.embeddedpostgres.core;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Restarts a server that ends unexpectedly. PostgreSQL itself restarts any of its processes but the first. */
final class Supervisor implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Supervisor.class);

    private final DirectoryLock lock;
    private final Server server;
    private final int port;
    private final Duration startTimeout;

    private boolean closed;

    Supervisor(DirectoryLock lock, Server server, int port, Duration startTimeout) {
        this.lock = lock;
        this.server = server;
        this.port = port;
        this.startTimeout = startTimeout;
    }

    void watch() throws IOException {
        server.process().ifPresent(process -> process.onExit().thenRunAsync(this::restart));
    }

    private synchronized void restart() {
        if (closed) {
            return;
        }
        log.warn("PostgreSQL ended unexpectedly; restarting it");
        try {
            server.start(port, startTimeout);
            watch();
        } catch (IOException e) {
            log.error("PostgreSQL cannot be restarted", e);
        }
    }

    /** Stops the server, then releases the directory. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        try (lock) {
            server.stop();
        }
    }
}
