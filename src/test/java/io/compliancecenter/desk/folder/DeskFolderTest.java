package io.compliancecenter.desk.folder;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A certificate that is published, and people at the desk. */
@IntegrationTest
abstract class DeskFolderTest {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    OwnerSql owner;

    @Autowired
    DeskRoleSql desk;

    Issued issued;
    User editor;
    User approver;

    @BeforeEach
    void publish() {
        issued = fixtures.certificate();
        editor = fixtures.deskPerson("EDITOR");
        approver = fixtures.deskPerson("APPROVER");
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    final Client signedIn(User person) {
        return new Client(port).signIn(person.email(), Fixtures.PASSWORD);
    }

    final String lastEntry(User person) {
        return owner.work(database ->
                database.sql("""
                        select kind || ' ' || convert_from(payload, 'UTF8') from evidence_entry
                         where chain_id = vendor_chain() and user_id = ? order by sequence desc limit 1
                        """).params(person.id()).query(String.class).single());
    }
}
