package io.compliancecenter.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who loses a role, a membership or the account loses access with the next request. */
@IntegrationTest
class LostAccessIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    Tenant tenant;

    @BeforeEach
    void publish() {
        tenant = fixtures.organization();
    }

    private Client signedIn() {
        return new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
    }

    // CurrentUserFilter: the memberships are read at each request
    @Test
    void losingTheRoleWorksOnTheNextRequest() {
        Client client = signedIn();
        assertThat(client.get(tenant.path("/compliances")).status()).isEqualTo(200);
        fixtures.setRole(tenant, tenant.admin(), "MEMBER");
        assertThat(client.get(tenant.path("/compliances")).status()).isEqualTo(403);
        fixtures.update(
                "update member set retired_at = now() where user_id = ?",
                tenant.admin().id());
        assertThat(client.get(tenant.path("/compliances")).status()).isEqualTo(404);
    }

    @Test
    void aRetiredOrganizationIsNotFound() {
        Client client = signedIn();
        fixtures.update("update organization set retired_at = now() where id = ?", tenant.id());
        assertThat(client.get(tenant.path("/compliances")).status()).isEqualTo(404);
    }

    // CurrentUserFilter: "signOut.logout"
    @Test
    void theSessionOfAUserWhoWasRetiredEnds() {
        Client client = signedIn();
        fixtures.update(
                "update user_account set retired_at = now() where id = ?",
                tenant.admin().id());
        Answer answer = client.at(port).get(tenant.path("/compliances"));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.location()).startsWith("/sign-in?to=");
        fixtures.update(
                "update user_account set retired_at = null where id = ?",
                tenant.admin().id());
        assertThat(client.get(tenant.path("/compliances")).status()).isEqualTo(302);
    }

    // CurrentUserFilter: the credential version
    @Test
    void aChangedPasswordEndsTheSessionsOfTheOldOne() {
        Client client = signedIn();
        fixtures.update(
                "update user_account set credential_version = credential_version + 1 where id = ?",
                tenant.admin().id());
        assertThat(client.get(tenant.path("/compliances")).status()).isEqualTo(302);
    }
}
