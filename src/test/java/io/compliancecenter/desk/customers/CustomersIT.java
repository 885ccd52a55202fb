package io.compliancecenter.desk.customers;

import static io.compliancecenter.testing.database.Refusals.assertDenied;
import static io.compliancecenter.testing.database.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.database.RefusedByDatabaseException.Reason;
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
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@IntegrationTest
class CustomersIT {

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

    @BeforeEach
    void publish() {
        tenant = fixtures.organization();
        issued = fixtures.certificate();
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    private Client signedIn(User person) {
        return new Client(port).signIn(person.email(), Fixtures.PASSWORD);
    }

    private String page() {
        return "/desk/customers/" + tenant.id();
    }

    private Answer suspend(Client support, String reason) {
        return support.submit(support.get(page()).form("/suspension"), Map.of("reason", reason));
    }

    private List<String> recorded(User person) {
        return owner.work(database ->
                database.sql("""
                        select kind || ' ' || convert_from(payload, 'UTF8') from evidence_entry
                         where chain_id = vendor_chain() and user_id = ? order by sequence
                        """).params(person.id()).query(String.class).list());
    }

    @ParameterizedTest
    @ValueSource(strings = {"EDITOR", "APPROVER", "SUPPORT", "AUDITOR"})
    void eachRoleFindsAnOrganizationWithWhatBelongsToIt(String role) {
        String group = fixtures.group(tenant);
        actors.adminOf(tenant).invite("new@" + tenant.slug() + ".example");
        actors.adminOf(tenant).permit(issued, "1 minute");
        fixtures.restrict(issued.certificate(), "HIDDEN");
        fixtures.update(
                "insert into certificate_access (certificate_id, organization_id) values (?, ?)",
                issued.certificate(),
                tenant.id());
        fixtures.setSource(tenant, tenant.member(), "PROVIDER", "https://login.example/" + tenant.slug());
        Client reader = signedIn(fixtures.deskPerson(role));

        Answer list = reader.get("/desk/customers?q=" + tenant.slug().toUpperCase(Locale.ROOT));
        assertThat(list.html().select("main tbody a").eachAttr("href")).containsExactly(page());

        var customer = reader.get(page()).html();
        assertThat(customer.select("#members tbody tr").eachText())
                .hasSize(2)
                .anyMatch(row -> row.contains(tenant.admin().email()) && row.contains("Published folder"))
                // As people know it; without a name, it is the address.
                .anyMatch(row -> row.contains("Identity provider login.example/" + tenant.slug()));
        assertThat(customer.select("#invitations").text()).contains("new@" + tenant.slug() + ".example");
        assertThat(customer.select("#groups").text()).contains(group);
        assertThat(customer.select("#grants").text()).contains(issued.certification(), "No end");
        assertThat(customer.select("#latest").text()).contains(issued.certification());
        assertThat(customer.select("#suspension")).hasSize(role.equals("SUPPORT") ? 1 : 0);
    }

    // DeskOrganizations: FOUND, FIND_ONE
    @Test
    void anOrganizationIsFoundByNameAndBySlugWhileItIsACustomer() {
        String name = "Renamed " + UUID.randomUUID();
        fixtures.update("update organization set name = ? where id = ?", name, tenant.id());
        Client reader = signedIn(fixtures.deskPerson("SUPPORT"));

        for (String words : List.of(name.substring(3), tenant.slug())) {
            String query = "?q=" + words.replace(' ', '+');
            assertThat(reader.get("/desk/customers" + query)
                            .html()
                            .select("main tbody a")
                            .eachAttr("href"))
                    .containsExactly(page());
        }

        fixtures.update("update organization set retired_at = now() where id = ?", tenant.id());

        assertThat(reader.get("/desk/customers?q=" + tenant.slug()).html().select("main tbody a"))
                .isEmpty();
        assertThat(reader.get(page()).status()).isEqualTo(404);
        assertThat(reader.get(page() + "/agreements/new").status()).isEqualTo(404);
    }

    @Test
    void customersDoNotSeeThem() {
        Client admin = signedIn(tenant.admin());

        assertThat(admin.get("/desk/customers").status()).isEqualTo(404);
        assertThat(admin.get(page()).status()).isEqualTo(404);
    }

    @Test
    void anUnknownOrganizationIsNotFound() {
        Client support = signedIn(fixtures.deskPerson("SUPPORT"));

        assertThat(support.get("/desk/customers/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void aSuspendedOrganizationsMembersLoseAccessWithTheNextRequest() {
        User person = fixtures.deskPerson("SUPPORT");
        Client support = signedIn(person);
        Client admin = signedIn(tenant.admin());
        assertThat(admin.get(tenant.path("/certifications")).status()).isEqualTo(200);

        assertThat(suspend(support, "Contract ended").status()).isEqualTo(303);

        assertThat(admin.get(tenant.path("/certifications")).status()).isEqualTo(404);
        assertThat(support.get(page()).html().select("#suspended").text()).contains("Contract ended");
        assertThat(recorded(person))
                .singleElement()
                .asString()
                .startsWith("organization-suspended")
                .contains("Contract ended", person.email(), tenant.name());

        assertThat(suspend(support, "Contract renewed").status()).isEqualTo(303);

        assertThat(admin.get(tenant.path("/certifications")).status()).isEqualTo(200);
        assertThat(recorded(person).get(1))
                .startsWith("organization-suspension-ended")
                .contains("Contract renewed");
    }

    @Test
    void otherOrganizationsKeepTheirAccess() {
        Tenant other = fixtures.organization();
        fixtures.join(other, tenant.admin());
        Client admin = signedIn(tenant.admin());

        suspend(signedIn(fixtures.deskPerson("SUPPORT")), "Contract ended");

        assertThat(admin.get(tenant.path("/certifications")).status()).isEqualTo(404);
        assertThat(admin.get(other.path("/certifications")).status()).isEqualTo(200);
    }

    // The policy of organization, read_document and is_active_admin: nobody acts for a suspended Organization
    @Test
    void theDatabaseRefusesWhatMembersOfASuspendedOrganizationDo() {
        UUID before = actors.adminOf(tenant).permit(issued, "5 minutes");
        suspend(signedIn(fixtures.deskPerson("SUPPORT")), "Contract ended");

        assertRefused(
                Reason.FORBIDDEN,
                () -> actors.adminOf(tenant)
                        .inTransaction(database -> actors.adminOf(tenant).agree(database, issued)));
        assertRefused(Reason.FORBIDDEN, () -> actors.adminOf(tenant).read(before));
        assertRefused(Reason.FORBIDDEN, () -> actors.adminOf(tenant).invite("x@" + tenant.slug() + ".example"));
        int visible = actors.adminOf(tenant)
                .inTransaction(database -> database.sql("select count(*) from organization")
                        .query(Integer.class)
                        .single());
        assertThat(visible).isZero();
    }

    @Test
    void retiringAndBringingBackByTheFolderDoesNotEndASuspension() {
        suspend(signedIn(fixtures.deskPerson("SUPPORT")), "Contract ended");

        fixtures.update("update organization set retired_at = now() where id = ?", tenant.id());
        fixtures.update("update organization set retired_at = null where id = ?", tenant.id());

        assertThat(signedIn(tenant.admin()).get(tenant.path("/certifications")).status())
                .isEqualTo(404);
    }

    @Test
    void aSuspensionNeedsAReason() {
        User person = fixtures.deskPerson("SUPPORT");

        Answer refused = suspend(signedIn(person), " ");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html().select("#reason-error").text()).contains("reason");
        assertThat(recorded(person)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EDITOR", "APPROVER", "AUDITOR"})
    void onlySupportSuspends(String role) {
        User person = fixtures.deskPerson(role);
        Client client = signedIn(person);

        assertThat(client.post(
                                page() + "/suspension",
                                Map.of("suspended", "true", "reason", "No reason", "_csrf", client.token()))
                        .status())
                .isEqualTo(403);
        assertDenied(
                "CC403",
                () -> desk.as(
                        person,
                        database -> database.sql("select suspend_organization(?, 'No reason')")
                                .params(tenant.id())
                                .query(Boolean.class)
                                .single()));
        assertDenied(
                "42501",
                () -> desk.as(
                        person,
                        database -> database.sql("update organization set name = 'x' where id = ?")
                                .params(tenant.id())
                                .update()));
    }
}
