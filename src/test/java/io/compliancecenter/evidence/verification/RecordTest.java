package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.checkpoint.Checkpointing;
import io.compliancecenter.evidence.checkpoint.EvidenceDirectory;
import io.compliancecenter.evidence.checkpoint.SigningKey;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A record with entries of each kind that an Organization's members make, and checkpoints between them. */
abstract class RecordTest {

    @Autowired
    Checkpointing checkpointing;

    @Autowired
    OwnerSql owner;

    @Autowired
    JdbcConnectionDetails application;

    @Autowired
    FlywayConnectionDetails ownerDetails;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    DeskRoleSql desk;

    @TempDir
    Path directory;

    Tenant tenant;
    Issued issued;
    Path file;
    List<String> keys;

    final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @BeforeEach
    void record() throws Exception {
        tenant = fixtures.organization();
        issued = fixtures.certificate();
        Actor admin = actors.adminOf(tenant);
        admin.inTransaction(sql -> admin.agreeThroughProvider(sql, issued));
        for (int round = 0; round < 3; round++) {
            UUID permit = admin.permit(issued, "1 minute");
            admin.inTransaction(sql -> sql.sql("select record_delivery(?, 0, 10, 10, 10, sha256(''))")
                    .param(permit)
                    .query((row, number) -> row)
                    .list());
            admin.inTransaction(sql -> sql.sql("select record_denial(?, 'FOR_A_TEST')")
                    .param(issued.certificate())
                    .query((row, number) -> row)
                    .list());
            checkpointing.run();
        }
        EvidenceDirectory evidence = checkpointing.directory().orElseThrow();
        file = evidence.checkpoints();
        keys = EvidenceDirectory.publicKeys(evidence.path());
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    final Object call(User person, String sql, Object... parameters) {
        return desk.as(
                person,
                database ->
                        database.sql("select " + sql).params(parameters).query().singleValue());
    }

    final TamperingFixture scene(Connection connection) {
        return new TamperingFixture(
                JdbcClient.create(new SingleConnectionDataSource(connection, true)),
                tenant,
                SigningKey.read(checkpointing.directory().orElseThrow().key()));
    }

    final DriverManagerDataSource dataSource() {
        return new DriverManagerDataSource(
                application.getJdbcUrl(), ownerDetails.getUsername(), ownerDetails.getPassword());
    }

    final PrintStream print() {
        return new PrintStream(output, true, StandardCharsets.UTF_8);
    }

    final String output() {
        return output.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
