package io.compliancecenter.dashboard;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Two Organizations, one of which is in an access group. */
@IntegrationTest
abstract class TwoOrganizationsTest {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    Tenant inside;
    Tenant outside;
    Client insider;
    Client outsider;
    String group;
    final List<Issued> published = new ArrayList<>();

    @BeforeEach
    void signIn() {
        inside = fixtures.organization();
        outside = fixtures.organization();
        insider = new Client(port).signIn(inside.admin().email(), Fixtures.PASSWORD);
        outsider = new Client(port).signIn(outside.admin().email(), Fixtures.PASSWORD);
        group = fixtures.group(inside);
    }

    @AfterEach
    void retire() {
        published.forEach(fixtures::retire);
        published.forEach(issued -> fixtures.update(
                "update certificate set retired_at = now() where certification_code = ? and retired_at is null",
                issued.certification()));
    }

    final Issued publish() {
        Issued issued = fixtures.certificate();
        published.add(issued);
        return issued;
    }

    /** The page of the list that has it, which depends on how many others there are. */
    final String pageOf(Issued issued) {
        int before = fixtures.asOwner(owner -> owner.sql("""
                        select count(*) from certification
                         where retired_at is null
                           and position < (select position from certification where code = ?)
                        """)
                .param(issued.certification())
                .query(Integer.class)
                .single());
        return "/certifications?page=" + (before / ListView.SIZE + 1);
    }
}
