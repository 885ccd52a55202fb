package io.compliancecenter.desk.agreement;

import static io.compliancecenter.testing.database.Refusals.assertDenied;
import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.DeskDrafts;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.fixtures.PaperAgreements;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The paper of an agreement that is over goes when two persons say so. The comment at each test names what to take out to see it fail. */
@IntegrationTest
class PaperPurgeIT {

    private static final String CONFIRM = "confirm_paper_purge(id, agreement_paper) from (select a.id,"
            + " (select p.sha256 from signed_agreement_paper p where p.agreement_id = a.id) as agreement_paper"
            + " from signed_agreement a where a.id = ?) as agreement";

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    OwnerSql owner;

    @Autowired
    DeskRoleSql desk;

    DeskDrafts calls;
    PaperAgreements agreements;
    Tenant tenant;
    UUID agreement;

    @BeforeEach
    void endOne() {
        calls = new DeskDrafts(desk);
        agreements = new PaperAgreements(fixtures, desk);
        tenant = fixtures.organization();
        agreement = agreements.inForce(tenant);
    }

    private long papers() {
        return owner.<Long>work(
                database -> database.sql("select count(*) from signed_agreement_paper where agreement_id = ?")
                        .param(agreement)
                        .query(Long.class)
                        .single());
    }

    private void request(User person) {
        calls.call(person, "1 from request_paper_purge(?, 'It names somebody else')", agreement);
    }

    @Test
    void oneAsksAnotherConfirmsAndTheHashIsLeft() {
        agreements.end(agreement);
        String path = "/desk/customers/" + tenant.id() + "/agreements/" + agreement;
        String hash = calls.call(
                agreements.support(),
                "encode(sha256, 'hex') from signed_agreement_paper where agreement_id = ?",
                agreement);
        Client support = new Client(port).signIn(agreements.support().email(), Fixtures.PASSWORD);
        Answer page = support.get(path);
        assertThat(support.submit(page.form("/purge-request"), Map.of("reason", " "))
                        .location())
                .endsWith("?done=PAPER_NO_REASON");
        support.submit(page.form("/purge-request"), Map.of("reason", "It names somebody else"));
        assertThat(support.get(path).html().select("#purge-confirm")).isEmpty();

        Client approver = new Client(port).signIn(agreements.approver().email(), Fixtures.PASSWORD);
        Answer confirmed = approver.submit(approver.get(path).form("/paper/purge"), Map.of());
        assertThat(confirmed.location()).endsWith("?done=PAPER_PURGED");

        assertThat(papers()).isZero();
        assertThat(support.get(path).html().select("#purge").text())
                .contains(
                        "Paper purged",
                        hash,
                        "It names somebody else",
                        agreements.support().name());
        assertThat(support.get(path).html().select("#paper, #purge-request")).isEmpty();
        assertThat(support.get(path + "/paper").status()).isEqualTo(404);
        assertThat(owner.<List<String>>work(database ->
                        database.sql("""
                                select kind || ' ' || (convert_from(payload, 'UTF8')::jsonb -> 'agreement' ->> 'paperSha256')
                                  from evidence_entry where chain_id = vendor_chain() and subject_id = ? and kind like '%paper%'
                                 order by sequence
                                """).param(agreement).query(String.class).list()))
                .containsExactly("agreement-paper-purge-requested " + hash, "agreement-paper-purged " + hash);
    }

    // is_agreement_needed in request_paper_purge and check_purge
    @Test
    void thePaperOfAnAgreementThatCountsStays() {
        assertDenied("CC409", () -> request(agreements.support()));
        assertDenied(
                "CC409",
                () -> calls.call(
                        agreements.support(),
                        "1 from request_paper_purge(?, 'A reason')",
                        agreements.open(tenant, "-1 day", null)));
        agreements.end(agreement);
        request(agreements.support());
        assertDenied("CC409", () -> request(agreements.support()));
    }

    // confirm_paper_purge, check_purge: is_same_person
    @Test
    void oneWithBothRolesIsNotTwoPersons() {
        agreements.end(agreement);
        User both = fixtures.deskPerson("SUPPORT", "APPROVER");
        request(both);
        assertThat(calls.call(both, CONFIRM, agreement)).isEqualTo("OWN");
        assertDenied("CC403", () -> asOwner(both, "update agreement_paper_purge set state = 'PURGED'"));
        assertDenied("CC403", () -> asOwner(null, "update agreement_paper_purge set state = 'PURGED'"));
        assertThat(papers()).isEqualTo(1);
        calls.call(both, "1 from decline_paper_purge(?)", agreement);
        assertThat(calls.call(agreements.approver(), CONFIRM, agreement)).isEqualTo("CHANGED");
    }

    /** For a person or for nobody. */
    private void asOwner(User person, String statement) {
        owner.publish(sql -> {
            sql.sql("select set_config('compliance_center.user_id', ?, true)")
                    .params(person == null ? "" : person.id().toString())
                    .query(String.class)
                    .single();
            sql.sql(statement + " where agreement_id = ?").param(agreement).update();
        });
    }

    // confirm_paper_purge: the hash; require_desk_role
    @Test
    void onlyAnApproverConfirmsAndOnlyThePaperThatTheyMean() {
        agreements.end(agreement);
        for (User other : List.of(agreements.approver(), fixtures.deskPerson("EDITOR"), tenant.admin())) {
            assertDenied("CC403", () -> request(other));
        }
        request(agreements.support());
        for (User other : List.of(agreements.support(), fixtures.deskPerson("AUDITOR"), tenant.admin())) {
            assertDenied("CC403", () -> calls.call(other, "confirm_paper_purge(?, sha256(''))", agreement));
        }
        assertThat(calls.call(agreements.approver(), "confirm_paper_purge(?, sha256(''))", agreement))
                .isEqualTo("CHANGED");
        assertThat(calls.call(agreements.approver(), "confirm_paper_purge(?, null)", agreement))
                .isEqualTo("CHANGED");
        assertThat(calls.call(agreements.approver(), CONFIRM, agreement)).isEqualTo("PURGED");
        assertThat(papers()).isZero();
    }

    // keep_agreement_paper
    @Test
    void theOwnerDeletesNoPaperInAnyOtherWay() {
        agreements.end(agreement);
        String delete = "delete from signed_agreement_paper";
        assertDenied("CC409", () -> asOwner(null, delete));
        request(agreements.support());
        assertDenied("CC409", () -> asOwner(null, delete));
        assertDenied("CC403", () -> asOwner(null, "delete from agreement_paper_purge"));
    }
}
