package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.checkpoint.SignedRecord;
import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A record that is compared with the tables, in a transaction of whoever owns the database. */
abstract class ComparedRecord extends SignedRecord {

    @Autowired
    JdbcConnectionDetails application;

    @Autowired
    FlywayConnectionDetails ownerDetails;

    /** What a verification of the whole record prints. */
    static String comparison(Connection connection) throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        new DatabaseVerification(
                        null, List.of(), TrustedAuthorities.NONE, new PrintStream(output, true, StandardCharsets.UTF_8))
                .verify(connection, connection);
        return output.toString(StandardCharsets.UTF_8);
    }

    static JdbcClient client(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    /** The owner's, in a transaction. */
    final Connection connection() throws Exception {
        Connection connection = new DriverManagerDataSource(
                        application.getJdbcUrl(), ownerDetails.getUsername(), ownerDetails.getPassword())
                .getConnection();
        connection.setAutoCommit(false);
        client(connection).sql("set search_path = compliance_center").update();
        return connection;
    }
}
