package io.compliancecenter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.Actors;
import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.Issued;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A page asks the database so many times, whatever the number of its rows. */
@IntegrationTest
class QueryCountIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    Statements statements;

    Tenant tenant;
    Client admin;
    final List<Issued> published = new ArrayList<>();

    @BeforeEach
    void signIn() {
        tenant = fixtures.organization();
        admin = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
    }

    @AfterEach
    void retire() {
        published.forEach(fixtures::retire);
    }

    @Test
    void noPageAsksMoreOftenBecauseThereIsMoreOnIt() {
        addRows(2);
        String certification = "/certifications/" + published.get(0).certification();
        List<String> pages = List.of("/compliances", "/certifications", certification, "/activity");
        List<Integer> few = pages.stream().map(this::count).toList();
        addRows(20);
        assertThat(pages.stream().map(this::count).toList()).isEqualTo(few);
    }

    /** Higher is worse: whoever raises one of these has a reason, and says it. */
    @Test
    void aTabAsksAsOftenAsItMust() {
        addRows(2);
        assertThat(Stream.of("/compliances", "/certifications", "/activity").map(this::said))
                .allSatisfy(said -> assertThat(said)
                        .as("%s", said)
                        .filteredOn(statement -> !statement.contains("set_config"))
                        .hasSizeLessThanOrEqualTo(9));
    }

    private int count(String page) {
        return said(page).size();
    }

    private List<String> said(String page) {
        statements.take();
        assertThat(admin.get(tenant.path(page)).status()).isEqualTo(200);
        return statements.take();
    }

    private void addRows(int number) {
        for (int row = 0; row < number; row++) {
            Issued issued = fixtures.certificate();
            published.add(issued);
            actors.adminOf(tenant).permit(issued, "5 minutes");
        }
    }
}
