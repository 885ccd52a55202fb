package io.compliancecenter.account.invitation;

import io.compliancecenter.mail.LinkTokens;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An Organization whose admin invites somebody, and the browser of that person. */
@IntegrationTest
abstract class InvitationTest {

    static final String PASSWORD = "seven quiet lanterns drift";

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    Tenant tenant;

    String email;

    Client guest;

    @BeforeEach
    void organization() {
        tenant = fixtures.organization();
        email = "guest-" + UUID.randomUUID() + "@guest.example";
        guest = new Client(port);
    }

    /** Invites somebody, and makes a link as the mail would have. */
    String link(Tenant organization, String address) {
        return fixtures.invitationLink(actors.adminOf(organization).invite(address));
    }

    String link() {
        return link(tenant, email);
    }

    static byte[] hash(String link) {
        return LinkTokens.hash(link.substring(link.lastIndexOf('/') + 1));
    }

    Answer createAccount(Client client, String link, String password) {
        return client.submit(
                client.get(link).form("/account"),
                Map.of("name", " Gil Guest ", "password", password, "repeated", password));
    }

    List<String> members() {
        return actors.adminOf(tenant)
                .inTransaction(sql -> sql.sql("""
                        select concat_ws('|', u.name, u.email, m.role, m.source, u.source)
                          from member m join user_account u on u.id = m.user_id
                         where m.retired_at is null and m.organization_id = :organization
                        """)
                        .param("organization", tenant.id())
                        .query(String.class)
                        .list());
    }

    List<String> kinds() {
        return actors.adminOf(tenant)
                .inTransaction(sql -> sql.sql(
                                "select kind from evidence_entry where chain_id = :organization order by sequence")
                        .param("organization", tenant.id())
                        .query(String.class)
                        .list());
    }

    int accounts(String address) {
        return count("select count(*) from user_account where email = :email", address);
    }

    int count(String sql, String address) {
        return fixtures.asOwner(owner ->
                owner.sql(sql).param("email", address).query(Integer.class).single());
    }
}
