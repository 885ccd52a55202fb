package io.compliancecenter.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.InterruptibleProxy;
import io.compliancecenter.testing.concurrency.OwnThread;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.postgresql.PGProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A server that loses power ends no connection. Whoever waits for its answer must not do so for ever. */
class SilentDatabaseIT extends StartTest {

    @Autowired
    WorkerDatabase worker;

    @Autowired
    PublisherDatabase publisher;

    @Autowired
    JdbcOperations current;

    // DatabaseLogin.dataSource: SOCKET_TIMEOUT
    @Test
    void aStatementFailsWhenItsServerFallsSilent() throws Exception {
        int port = Integer.parseInt(owner.url().replaceFirst("^.*:(\\d+)/.*$", "$1"));
        try (InterruptibleProxy line = new InterruptibleProxy(port)) {
            DatabaseLogin login = with(
                    logins.worker(),
                    owner.url().replace(":" + port + "/", ":" + line.port() + "/"),
                    logins.worker().user(),
                    logins.worker().password());
            try (Connection connection = login.dataSource(Duration.ofSeconds(2)).getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("select 1");
                line.silence();

                CompletableFuture<Boolean> answer = OwnThread.supply(() -> execute(statement, "select 1"));
                try {
                    assertThat(answer)
                            .failsWithin(Duration.ofSeconds(30))
                            .withThrowableThat()
                            .withRootCauseInstanceOf(SocketTimeoutException.class);
                    assertThat(connection.isClosed()).isTrue();
                } finally {
                    // Ends the statement if nothing else does.
                    line.cut();
                }
            }
        }
    }

    // The timeouts that WorkerDatabase, PublisherDatabase and DatabaseLogin.connect ask for
    @Test
    void eachRoleWaitsLongerThanItsStatementsTakeAndNotForEver() throws Exception {
        assertThat(worker.work(this::timeout)).isEqualTo(Duration.ofMinutes(10));
        assertThat(publisher.read(this::timeout)).isEqualTo(Duration.ofHours(1));
        try (Connection check = application.connect()) {
            assertThat(Duration.ofMillis(check.getNetworkTimeout())).isEqualTo(Duration.ofSeconds(30));
        }
    }

    // DatabaseLogin.dataSource: TCP_KEEP_ALIVE
    @Test
    void theOperatingSystemLooksAfterConnectionsWithoutALimit() {
        assertThat(owner.dataSource(Duration.ZERO))
                .isInstanceOfSatisfying(
                        DriverManagerDataSource.class,
                        connections -> assertThat(
                                        PGProperty.TCP_KEEP_ALIVE.getBoolean(connections.getConnectionProperties()))
                                .isTrue());
    }

    private static boolean execute(Statement statement, String sql) {
        try {
            return statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Duration timeout() {
        ConnectionCallback<Integer> millis = Connection::getNetworkTimeout;
        return Duration.ofMillis(current.execute(millis));
    }
}
