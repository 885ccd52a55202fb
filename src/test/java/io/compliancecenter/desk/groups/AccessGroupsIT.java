package io.compliancecenter.desk.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;

/** Access groups that the desk manages. */
@IntegrationTest
class AccessGroupsIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    OwnerSql owner;

    @Autowired
    DeskRoleSql desk;

    Tenant tenant;
    Issued issued;
    User support;
    User approver;
    String code;

    @BeforeEach
    void publish() {
        tenant = fixtures.organization();
        issued = fixtures.certificate();
        support = fixtures.deskPerson("SUPPORT");
        approver = fixtures.deskPerson("APPROVER");
        code = "d" + UUID.randomUUID().toString().substring(0, 12);
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
        if (Boolean.TRUE.equals(owner.<Boolean>work(database -> database.sql(
                        "select exists (select from access_group where code = ? and managed_by = 'DESK' and retired_at is null)")
                .params(code)
                .query(Boolean.class)
                .single()))) {
            call(support, "1 from retire_access_group('%s')".formatted(code));
        }
    }

    private String call(User person, String sql) {
        return desk.as(
                person,
                database -> String.valueOf(database.sql("select " + sql).query().singleValue()));
    }

    private void assertRefused(String state, User person, String sql) {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> call(person, sql))
                .satisfies(refusal -> assertThat(
                                ((SQLException) NestedExceptionUtils.getMostSpecificCause(refusal)).getSQLState())
                        .isEqualTo(state));
    }

    private String create() {
        return "create_access_group('%s', 'Of the desk')".formatted(code);
    }

    private String propose() {
        return "propose_group_access('%s', '%s', null, null)".formatted(code, tenant.id());
    }

    private UUID proposal() {
        return owner.work(
                database -> database.sql("select id from access_group_proposal where group_code = ? and state = 'OPEN'")
                        .params(code)
                        .query(UUID.class)
                        .single());
    }

    private String decide(boolean approved) {
        return "decide_group_access('%s', %s)".formatted(proposal(), approved);
    }

    private boolean isOpen() {
        return "OPEN"
                .equals(owner.<String>work(
                        database -> database.sql("select coalesce(certificate_access_at(?, ?, now()), '')")
                                .params(tenant.id(), issued.certificate())
                                .query(String.class)
                                .single()));
    }

    private String groupsOfCustomer(Client reader) {
        return reader.get("/desk/customers/" + tenant.id())
                .html()
                .select("#groups")
                .text();
    }

    // AccessGroups.findCurrent: "g.retiredAt is null"
    @Test
    void aRuleCanBeAboutAGroupUntilThatIsRetired() {
        call(support, create());
        fixtures.restrict(issued.certificate(), "ON_REQUEST");
        Client supporting = new Client(port).signIn(support.email(), Fixtures.PASSWORD);
        String option = "option[value=%s]".formatted(code);
        assertThat(supporting.get("/desk/rules").html().select(option).text()).isEqualTo("Of the desk");
        call(support, "1 from retire_access_group('%s')".formatted(code));
        assertThat(supporting.get("/desk/rules").html().select(option)).isEmpty();
    }

    private List<String> recorded() {
        return owner.work(
                database -> database.sql("""
                        select kind || coalesce(' by ' || (convert_from(payload, 'UTF8')::json -> 'by' ->> 'id'), '') from evidence_entry
                         where chain_id = vendor_chain() and convert_from(payload, 'UTF8')::json -> 'group' ->> 'code' = ?
                           and kind like 'access-group%' order by sequence
                        """).params(code).query(String.class).list());
    }

    @Test
    void anOrganizationSeesACertificateOnceSomebodyElseHasApprovedItsPlace() {
        Client supporting = new Client(port).signIn(support.email(), Fixtures.PASSWORD);
        Client approving = new Client(port).signIn(approver.email(), Fixtures.PASSWORD);
        Answer groups = supporting.get("/desk/groups");
        Answer created = supporting.submit(groups.form("/desk/groups"), Map.of("code", code, "name", "Pilots"));
        assertThat(created.location()).isEqualTo("/desk/groups/" + code + "?done=SAVED");
        fixtures.restrict(issued.certificate(), "HIDDEN", code);

        Answer searched = supporting.get("/desk/groups/" + code + "?q=" + tenant.slug());
        Answer proposed = supporting.submit(searched.form("/organizations"), Map.of("until", "2099-12-31"));
        assertThat(proposed.location()).endsWith("?done=PROPOSED");
        assertThat(isOpen()).isFalse();
        assertThat(supporting.get("/desk/groups/" + code).html().select("#proposals form"))
                .hasSize(1);

        Answer waiting = approving.get("/desk/groups");
        // Names alone can be taken: support imports and renames.
        assertThat(waiting.html().select("#proposals tbody tr").eachText())
                .anyMatch(row -> row.contains(tenant.slug()) && row.contains(code));
        Answer approved = approving.submit(waiting.form("/desk/group-proposals/" + proposal()), Map.of());
        assertThat(approved.location()).isEqualTo("/desk/groups?done=APPROVED");
        assertThat(isOpen()).isTrue();
        assertThat(supporting.get("/desk/groups/" + code).html().select("#proposals form"))
                .isEmpty();
        assertThat(groupsOfCustomer(supporting)).contains("Pilots");
        assertThat(approving
                        .get("/desk/groups/" + code)
                        .html()
                        .select("#organizations tbody tr")
                        .text())
                .contains(tenant.name(), "31 Dec 2099");

        Answer removed =
                supporting.submit(supporting.get("/desk/groups/" + code).form("/removal"), Map.of());
        assertThat(removed.location()).endsWith("?done=SAVED");
        assertThat(isOpen()).isFalse();
        assertThat(supporting.get("/desk/groups/" + code).html().select("#organizations tbody tr"))
                .isEmpty();
        assertThat(groupsOfCustomer(supporting)).doesNotContain("Pilots");
        String by = " by " + support.id();
        assertThat(recorded())
                .containsExactly(
                        "access-group-published" + by,
                        "access-group-proposed" + by,
                        "access-group-approved by " + approver.id(),
                        "access-group-entered by " + approver.id(),
                        "access-group-left" + by);
    }

    // R__90_desk_groups.sql: require_desk_role
    @Test
    void onlyTheRolesThatAFunctionNamesMayCallIt() {
        User editor = fixtures.deskPerson("EDITOR");
        assertRefused("CC403", editor, create());
        assertRefused("CC403", approver, create());
        assertThat(call(support, create())).isEqualTo("true");
        assertThat(call(support, create())).isEqualTo("false");
        assertRefused("CC403", approver, propose());
        assertRefused("CC403", editor, "1 from rename_access_group('%s', 'Mine')".formatted(code));
        assertRefused("CC403", editor, "1 from retire_access_group('%s')".formatted(code));
        assertRefused("CC403", editor, "1 from end_group_access('%s', '%s')".formatted(code, tenant.id()));
        assertThat(call(support, propose())).isEqualTo("PROPOSED");
        assertThat(call(support, propose())).isEqualTo("ALREADY");
        assertRefused("CC403", support, decide(true));
        assertRefused("CC403", fixtures.deskPerson("SUPPORT"), decide(false));
        assertRefused("CC403", fixtures.deskPerson("AUDITOR"), decide(false));
        assertThat(call(support, decide(false))).isEqualTo("DECLINED");
    }

    // decide_group_access: OWN, and the check of access_group_proposal
    @Test
    void nobodyApprovesWhatTheyHaveProposed() {
        User both = fixtures.deskPerson("SUPPORT", "APPROVER");
        call(support, create());
        call(both, propose());
        assertThat(call(both, decide(true))).isEqualTo("OWN");
        assertThat(call(approver, decide(true))).isEqualTo("APPROVED");
        assertThat(call(both, propose())).isEqualTo("ALREADY");
    }

    // decide_group_access: RENAMED
    @Test
    void whatHasAnotherNameThanWhenItWasProposedIsNotApproved() {
        call(support, create());
        fixtures.restrict(issued.certificate(), "HIDDEN", code);
        call(support, propose());
        Client client = new Client(port).signIn(approver.email(), Fixtures.PASSWORD);
        Answer seen = client.get("/desk/groups/" + code);
        fixtures.update("update organization set name = 'Big Bank' where id = ?", tenant.id());
        Answer refused = client.submit(seen.form("/desk/group-proposals/" + proposal()), Map.of());
        assertThat(refused.location()).isEqualTo("/desk/groups?done=RENAMED");
        assertThat(client.get("/desk/groups/" + code)
                        .html()
                        .select("#proposals")
                        .text())
                .contains("Big Bank", "Proposed as “" + tenant.name() + "”");
        assertThat(client.get("/desk/groups/" + code).html().select("#proposals [name=approved]"))
                .isEmpty();
        assertThat(isOpen()).isFalse();
        fixtures.update("update organization set name = ? where id = ?", tenant.name(), tenant.id());
        call(support, "1 from rename_access_group('%s', 'Banks')".formatted(code));
        assertThat(call(approver, decide(true))).isEqualTo("RENAMED");
        assertThat(call(approver, decide(false))).isEqualTo("DECLINED");
    }

    // GroupsController: "!decider.isApprover()"
    @Test
    void aRoleThatDoesNotCountInTheSessionApprovesNothing() {
        User mixed = fixtures.deskPerson("SUPPORT");
        fixtures.update(
                "insert into desk_member (user_id, role, source, issuer, expires_at) values (?, 'APPROVER', 'PROVIDER', 'https://idp.example', now() + interval '90 days')",
                mixed.id());
        call(support, create());
        call(support, propose());
        Client client = new Client(port).signIn(mixed.email(), Fixtures.PASSWORD);
        String path = "/desk/group-proposals/" + proposal();
        assertThat(client.post(path, Map.of("approved", "true", "_csrf", client.token()))
                        .status())
                .isEqualTo(403);
        assertThat(recorded()).doesNotContain("access-group-approved by " + mixed.id());
        assertThat(client.post(path, Map.of("_csrf", client.token())).location())
                .endsWith("?done=DECLINED");
    }

    // require_desk_group
    @Test
    void theFoldersGroupsAreOnlyShown() {
        String folder = fixtures.group(tenant);
        assertThat(call(support, "create_access_group('%s', 'Mine')".formatted(folder)))
                .isEqualTo("false");
        assertRefused("CC409", support, "1 from rename_access_group('%s', 'Mine')".formatted(folder));
        assertRefused("CC409", support, "1 from retire_access_group('%s')".formatted(folder));
        assertRefused("CC409", support, "propose_group_access('%s', '%s', null, null)".formatted(folder, tenant.id()));
        assertRefused("CC409", support, "1 from end_group_access('%s', '%s')".formatted(folder, tenant.id()));
        Client client = new Client(port).signIn(support.email(), Fixtures.PASSWORD);
        assertThat(client.get("/desk/groups/" + folder).html().select("main form"))
                .isEmpty();
    }

    // R__90_desk_groups.sql: keep_desk_to_its_groups
    @Test
    void noFunctionOfTheDeskChangesAGroupOfTheFolder() {
        String folder = fixtures.group();
        fixtures.update("""
                create function careless(group_code text, organization uuid) returns void
                    language sql security definer set search_path = compliance_center, pg_temp
                    as 'insert into access_group_organization (group_code, organization_id) values ($1, $2)'
                """);
        try {
            fixtures.update("grant execute on function careless(text, uuid) to compliance_center_desk");
            assertRefused("CC409", support, "1 from careless('%s', '%s')".formatted(folder, tenant.id()));
            call(support, create());
            call(support, "1 from careless('%s', '%s')".formatted(code, tenant.id()));
        } finally {
            fixtures.update("drop function careless(text, uuid)");
        }
    }

    // retire_access_group: update access_group_organization
    @Test
    void aGroupThatComesBackIsEmpty() {
        call(support, create());
        fixtures.restrict(issued.certificate(), "HIDDEN", code);
        call(support, propose());
        assertThat(call(approver, decide(true))).isEqualTo("APPROVED");
        assertThat(isOpen()).isTrue();
        call(support, "1 from retire_access_group('%s')".formatted(code));
        assertThat(isOpen()).isFalse();
        assertThat(call(support, create())).isEqualTo("true");
        assertThat(isOpen()).isFalse();
    }

    // group.html: the closed details, and what ends with the group
    @Test
    void aGroupIsRetiredBelowWhatThatMeans() {
        call(support, create());
        Client client = new Client(port).signIn(support.email(), Fixtures.PASSWORD);
        FormElement form = client.get("/desk/groups/" + code).form("/retirement");
        assertThat(form.closest("details:not([open])")).isNotNull();
        assertThat(form.text()).contains("Rules for this group end, and open proposals for it are declined.");

        Answer retired = client.submit(form, Map.of());
        assertThat(client.get(retired.location()).html().select("#groups").text())
                .doesNotContain(code);
    }

    @Test
    void whatIsWrongIsSaidBesideItsField() {
        Client client = new Client(port).signIn(support.email(), Fixtures.PASSWORD);
        Answer wrong = client.submit(
                client.get("/desk/groups").form("/desk/groups"), Map.of("code", "Not a code", "name", " "));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.html().select("#code-error")).hasSize(1);
        assertThat(wrong.html().select("#name-error")).hasSize(1);
        assertThat(wrong.html().select("#code").val()).isEqualTo("Not a code");
        String folder = fixtures.group();
        Answer taken =
                client.submit(client.get("/desk/groups").form("/desk/groups"), Map.of("code", folder, "name", "Mine"));
        assertThat(taken.html().select("#code-error")).hasSize(1);
        call(support, create());
        Answer days = client.submit(
                client.get("/desk/groups/" + code + "?q=" + tenant.slug()).form("/organizations"),
                Map.of("from", "2030-02-01", "until", "2030-01-01"));
        assertThat(days.status()).isEqualTo(422);
        assertThat(days.html().select("#days-error")).hasSize(1);
        Answer past = client.submit(
                client.get("/desk/groups/" + code + "?q=" + tenant.slug()).form("/organizations"),
                Map.of("until", "2020-01-01"));
        assertThat(past.location()).endsWith("?done=PAST");
    }
}
