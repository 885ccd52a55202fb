package io.compliancecenter.account;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.mail.Mailbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody who came to an Organization by invitation. */
@IntegrationTest
abstract class InvitedUserTest {

    static final String NEW_PASSWORD = "violet harbour canyon";

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Actors actors;

    Tenant tenant;
    User user;

    @BeforeEach
    void addUser() {
        tenant = fixtures.organization();
        user = fixtures.invitedMember(tenant, "MEMBER");
    }

    @AfterEach
    void forgetDelays() {
        fixtures.forgetSignInDelays();
    }
}
