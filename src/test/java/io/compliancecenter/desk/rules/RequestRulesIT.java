package io.compliancecenter.desk.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;

/** Rules that grant requests. */
@IntegrationTest
class RequestRulesIT {

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
    User support;
    User approver;

    @BeforeEach
    void publish() {
        tenant = fixtures.organization();
        issued = fixtures.certificate();
        fixtures.restrict(issued.certificate(), "ON_REQUEST");
        support = fixtures.deskPerson("SUPPORT");
        approver = fixtures.deskPerson("APPROVER");
    }

    @AfterEach
    void retire() {
        for (String rule : owner.<List<String>>work(database -> database.sql(
                        "select id::text from request_rule where certification_code = ? and state in ('PROPOSED', 'ACTIVE')")
                .params(issued.certification())
                .query(String.class)
                .list())) {
            call(support, "1 from end_request_rule('%s')".formatted(rule));
        }
        fixtures.retire(issued);
    }

    private String domain() {
        return tenant.admin().email().replaceFirst(".*@", "");
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

    /** @param condition the arguments domain and group */
    private String propose(String condition) {
        return "propose_request_rule('%s', null, %s, 30)".formatted(issued.certification(), condition);
    }

    private String inForce(String condition) {
        String rule = call(support, propose(condition));
        assertThat(call(approver, "decide_request_rule('%s', true)".formatted(rule)))
                .isEqualTo("APPROVED");
        return rule;
    }

    private String request() {
        return actors.adminOf(tenant)
                .inTransaction(database -> database.sql("select request_certificate(?, 'Our auditors ask', 'en')")
                        .params(issued.certificate())
                        .query(String.class)
                        .single());
    }

    private boolean isOpen() {
        return "OPEN"
                .equals(owner.<String>work(
                        database -> database.sql("select coalesce(certificate_access_at(?, ?, now()), '')")
                                .params(tenant.id(), issued.certificate())
                                .query(String.class)
                                .single()));
    }

    // Rules.find: "order by"
    @Test
    void rulesThatWaitComeFirstAndThoseThatEndedLast() {
        call(support, propose("'waiting.example', null"));
        inForce("'active.example', null");
        call(support, "1 from end_request_rule('%s')".formatted(inForce("'ended.example', null")));

        assertThat(new Client(port)
                        .signIn(support.email(), Fixtures.PASSWORD)
                        .get("/desk/rules")
                        .html()
                        .select("tbody tr:contains(%s)".formatted(issued.certification()))
                        .eachText())
                .extracting(row -> row.replaceFirst(".*?(waiting|active|ended)\\.example.*", "$1"))
                .containsExactly("waiting", "active", "ended");
    }

    @Test
    void aRequestIsGrantedAtOnceAndBothSidesSeeByWhat() {
        Client supporting = new Client(port).signIn(support.email(), Fixtures.PASSWORD);
        Client approving = new Client(port).signIn(approver.email(), Fixtures.PASSWORD);
        Answer proposed = supporting.submit(
                supporting.get("/desk/rules").form("/desk/rules"),
                Map.of("about", issued.certification(), "domain", "@" + domain().toUpperCase(), "days", "30"));
        assertThat(proposed.location()).isEqualTo("/desk/rules?done=PROPOSED");
        Client customer = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        String rule = owner.work(database -> database.sql("select id from request_rule where certification_code = ?")
                .param(issued.certification())
                .query(String.class)
                .single());
        Answer approved =
                approving.submit(approving.get("/desk/rules").form(rule + "/decision"), Map.of("approved", "true"));
        assertThat(approved.location()).isEqualTo("/desk/rules?done=APPROVED");

        String path = tenant.path("/certifications/" + issued.certification());
        Answer asked = customer.submit(customer.get(path).form("/requests"), Map.of("reason", "Our auditors ask"));
        assertThat(asked.location()).endsWith("?requested=GRANTED");
        assertThat(customer.get(asked.location()).html().select("#requests").text())
                .contains("Granted by a rule of the vendor", "granted at once");
        assertThat(isOpen()).isTrue();
        UUID request = owner.work(database -> database.sql(
                        "select id from certificate_request where organization_id = ? and granted_until between now() + interval '29 days' and now() + interval '30 days'")
                .params(tenant.id())
                .query(UUID.class)
                .single());
        assertThat(supporting
                        .get("/desk/requests/" + request)
                        .html()
                        .select("#rule")
                        .text())
                .contains(domain());
        assertThat(supporting.get("/desk/rules").html().select("[data-rule]").eachText())
                .anyMatch(row -> row.contains(issued.certification()) && row.contains("Requests granted: 1"));
        assertThat(owner.<List<String>>work(database ->
                        database.sql("""
                                select (chain_id = vendor_chain()) || ' ' || (convert_from(payload, 'UTF8')::json ->> 'rule' is not null)
                                  from evidence_entry where kind = 'request-granted' and subject_id = ? order by 1
                                """).params(request).query(String.class).list()))
                .containsExactly("false true", "true true");
        fixtures.update("update certificate_access set retired_at = now() where organization_id = ?", tenant.id());
        assertThat(isOpen()).isFalse();
    }

    // decide_request_rule: OWN; apply_request_rules: "r.state = 'ACTIVE'"
    @Test
    void nothingIsGrantedBeforeSomebodyElseHasApprovedTheRule() {
        User both = fixtures.deskPerson("SUPPORT", "APPROVER");
        String rule = call(both, propose("'%s', null".formatted(domain())));
        assertThat(call(both, "decide_request_rule('%s', true)".formatted(rule)))
                .isEqualTo("OWN");
        // Another one is in force.
        inForce("'other.example', null");
        assertThat(request()).isEqualTo("SENT");
        assertThat(isOpen()).isFalse();
    }

    @Test
    void aRuleThatEndedGrantsNothing() {
        String rule = inForce("'%s', null".formatted(domain()));
        call(support, "1 from end_request_rule('%s')".formatted(rule));
        assertThat(request()).isEqualTo("SENT");
    }

    // decide_request_rule: RENAMED
    @Test
    void aRuleForAGroupThatWasRenamedIsNotApproved() {
        String code = "d" + UUID.randomUUID().toString().substring(0, 12);
        call(support, "create_access_group('%s', 'Pilots')".formatted(code));
        String rule = call(support, propose("null, '%s'".formatted(code)));
        call(support, "1 from rename_access_group('%s', 'Banks')".formatted(code));
        assertThat(call(approver, "decide_request_rule('%s', true)".formatted(rule)))
                .isEqualTo("RENAMED");
        Client client = new Client(port).signIn(approver.email(), Fixtures.PASSWORD);
        var row = client.get("/desk/rules").html().select("[data-rule=" + rule + "]");
        assertThat(row.text()).contains("Banks", "Proposed as “Pilots”");
        assertThat(row.select("[name=approved]")).isEmpty();
        call(support, "1 from retire_access_group('%s')".formatted(code));
    }

    // apply_request_rules: "x.ended_at is not null"
    @Test
    void whatSupportHasEndedNoRuleGrantsAgain() {
        inForce("'%s', null".formatted(domain()));
        assertThat(request()).isEqualTo("GRANTED");
        call(
                support,
                "end_grant(id, 'They left') from certificate_request where organization_id = '%s'"
                        .formatted(tenant.id()));
        assertThat(isOpen()).isFalse();
        assertThat(request()).isEqualTo("SENT");
        assertThat(isOpen()).isFalse();
    }

    // has_address_at
    @Test
    void onlyAnAddressThatIsKnownToBeThePersonsCounts() {
        inForce("'%s', null".formatted(domain()));
        fixtures.update(
                "update user_account set email_verified = false where id = ?",
                tenant.admin().id());
        assertThat(request()).isEqualTo("SENT");
    }

    // has_address_at: "u.source <> 'PROVIDER'"
    @Test
    void aProviderVouchesForItsOwnDomainsOnly() {
        inForce("'%s', null".formatted(domain()));
        assertThat(hasAddress(tenant.admin())).isTrue();
        fixtures.update(
                "update user_account set source = 'PROVIDER', key = null, password_hash = null where id = ?",
                tenant.admin().id());
        assertThat(hasAddress(tenant.admin())).isFalse();
    }

    private boolean hasAddress(User user) {
        return owner.<Boolean>work(database -> database.sql("select has_address_at(?, ?)")
                .params(user.id(), domain())
                .query(Boolean.class)
                .single());
    }

    @Test
    void anAddressBelowTheDomainDoesNotCount() {
        inForce("'%s', null".formatted(domain()));
        fixtures.update(
                "update user_account set email = ? where id = ?",
                "admin@mail." + domain(),
                tenant.admin().id());
        assertThat(request()).isEqualTo("SENT");
        fixtures.update(
                "update user_account set email = ? where id = ?",
                "admin@not-" + domain(),
                tenant.admin().id());
        assertThat(hasAddress(tenant.admin())).isFalse();
    }

    @Test
    void anOrganizationInTheGroupIsGranted() {
        inForce("null, '%s'".formatted(fixtures.group(tenant)));
        assertThat(request()).isEqualTo("GRANTED");
        assertThat(isOpen()).isTrue();
    }

    // apply_request_rules: "clock_timestamp() < m.valid_until"
    @Test
    void anOrganizationThatIsNoLongerInTheGroupIsNot() {
        String group = fixtures.group();
        fixtures.update(
                "insert into access_group_organization (group_code, organization_id, valid_until) values (?, ?, now() - interval '1 day')",
                group,
                tenant.id());
        inForce("null, '%s'".formatted(group));
        assertThat(request()).isEqualTo("SENT");
    }

    // retire_access_group: update request_rule
    @Test
    void aRuleForAGroupEndsWithItAndIsNotForAnotherOneOfThatCode() {
        String code = "d" + UUID.randomUUID().toString().substring(0, 12);
        String create = "create_access_group('%s', 'Of the desk')".formatted(code);
        call(support, create);
        String rule = inForce("null, '%s'".formatted(code));
        call(support, "1 from retire_access_group('%s')".formatted(code));
        call(support, create);
        try {
            fixtures.update(
                    "insert into access_group_organization (group_code, organization_id) values (?, ?)",
                    code,
                    tenant.id());
            assertThat(request()).isEqualTo("SENT");
            assertThat(owner.<Long>work(database ->
                            database.sql("""
                                    select count(*) from evidence_entry
                                     where chain_id = vendor_chain() and kind = 'request-rule-ended'
                                       and convert_from(payload, 'UTF8')::json -> 'rule' ->> 'id' = ?
                                    """).params(rule).query(Long.class).single()))
                    .isEqualTo(1);
        } finally {
            call(support, "1 from retire_access_group('%s')".formatted(code));
        }
    }

    // request_certificate: "c.id = certificate"
    @Test
    void aRequestForWhichThereIsNoRuleStopsNobody() {
        Issued other = fixtures.certificate();
        fixtures.restrict(other.certificate(), "ON_REQUEST");
        inForce("'%s', null".formatted(domain()));
        try {
            String ask = "select request_certificate(?, 'Our auditors ask', 'en')";
            assertThat(modeOfPublicationLock(ask, other)).isEqualTo("ShareLock");
            assertThat(modeOfPublicationLock(ask, issued)).isEqualTo("ExclusiveLock");
        } finally {
            fixtures.retire(other);
        }
    }

    private String modeOfPublicationLock(String ask, Issued asked) {
        return actors.adminOf(tenant).inTransaction(database -> {
            database.sql(ask).params(asked.certificate()).query(String.class).single();
            return database.sql("""
                            select min(mode) from pg_locks
                             where pid = pg_backend_pid() and locktype = 'advisory'
                               and (classid::bigint << 32 | objid::bigint)
                                   = hashtextextended('compliance_center.publication', 0)
                            """).query(String.class).single();
        });
    }

    // R__90_desk_rules.sql: require_desk_role; the checks of request_rule
    @Test
    void onlyTheRolesThatAFunctionNamesMayCallItWithWhatARuleCanBe() {
        String condition = "'%s', null".formatted(domain());
        for (String role : List.of("EDITOR", "APPROVER", "AUDITOR")) {
            assertRefused("CC403", fixtures.deskPerson(role), propose(condition));
        }
        String rule = call(support, propose(condition));
        assertRefused("CC403", support, "decide_request_rule('%s', true)".formatted(rule));
        assertRefused("CC403", approver, "1 from end_request_rule('%s')".formatted(rule));
        assertRefused("23514", support, propose("null, null"));
        assertRefused("23514", support, propose("'%s', '%s'".formatted(domain(), fixtures.group())));
        assertRefused("23514", support, propose("'example', null"));
        assertRefused("23514", support, propose("'a.example%', null"));
        assertRefused("CC404", support, propose("null, 'none-such'"));
        assertRefused("23514", support, propose(condition).replace(", 30)", ", 367)"));
        assertRefused("23502", support, propose(condition).replace(", 30)", ", null)"));
        assertRefused("CC404", support, propose(condition).replace(issued.certification(), "none-such"));
        assertRefused("CC404", support, propose(condition).replaceFirst("null", "'" + UUID.randomUUID() + "'"));
    }

    @Test
    void whatIsWrongIsSaidBesideItsField() {
        Client client = new Client(port).signIn(support.email(), Fixtures.PASSWORD);
        Answer wrong = client.submit(
                client.get("/desk/rules").form("/desk/rules"), Map.of("domain", "no domain", "days", "1000"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.html().select(".desk-error").eachAttr("id"))
                .containsExactlyInAnyOrder("about-error", "domain-error", "days-error");
        assertThat(wrong.html().select("#domain").val()).isEqualTo("no domain");
    }
}
