package io.compliancecenter.testing.application;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Every connection of an instance's pool, so that no request gets one until they are given back. */
public final class TakenConnections implements AutoCloseable {

    private final List<Connection> connections = new ArrayList<>();

    public TakenConnections(Instance instance) throws SQLException {
        HikariDataSource pool = instance.bean(HikariDataSource.class);
        try {
            while (connections.size() < pool.getMaximumPoolSize()) {
                connections.add(pool.getConnection());
            }
        } catch (SQLException failure) {
            close();
            throw failure;
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
