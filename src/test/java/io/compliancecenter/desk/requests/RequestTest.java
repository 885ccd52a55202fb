package io.compliancecenter.desk.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A certificate that is on request, and an admin who asks for it. */
@IntegrationTest
abstract class RequestTest {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    OwnerSql owner;

    @Autowired
    DeskRoleSql desk;

    Tenant tenant;
    Issued issued;
    Client admin;

    @BeforeEach
    void publish() {
        tenant = fixtures.organization();
        issued = fixtures.certificate();
        fixtures.restrict(issued.certificate(), "ON_REQUEST");
        admin = signedIn(tenant.admin());
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    final Client signedIn(User person) {
        return new Client(port).signIn(person.email(), Fixtures.PASSWORD);
    }

    final String certificationPage() {
        return tenant.path("/certifications/" + issued.certification());
    }

    final Answer ask(String reason) {
        return admin.submit(admin.get(certificationPage()).form("/requests"), Map.of("reason", reason));
    }

    final UUID request() {
        assertThat(ask("Our audit").location()).endsWith("?requested=SENT");
        return actors.adminOf(tenant)
                .inTransaction(database -> database.sql("select id from certificate_request where certificate_id = ?")
                        .params(issued.certificate())
                        .query(UUID.class)
                        .single());
    }

    final List<String> recorded(UUID chain, UUID request) {
        return owner.work(database ->
                database.sql("""
                        select kind || ' ' || convert_from(payload, 'UTF8') from evidence_entry
                         where chain_id = ? and subject_id = ? order by sequence
                        """).params(chain, request).query(String.class).list());
    }
}
