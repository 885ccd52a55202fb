package io.compliancecenter.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.fixtures.PaperAgreements;
import io.compliancecenter.testing.http.Client;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** Another account of the same person is no second person. */
class SamePersonIT extends TwoApproversTest {

    /** Another account with the address of this person, who has the role at the desk by a provider. */
    private User ofProvider(User person, String role) {
        return fixtures.asOwner(database -> {
            UUID id = database.sql(
                            "insert into user_account (email, name, source) values (?, ?, 'PROVIDER') returning id")
                    .params(person.email(), person.name())
                    .query(UUID.class)
                    .single();
            database.sql(
                            "insert into desk_member (user_id, role, source, issuer, expires_at) values (?, ?, 'PROVIDER', 'https://idp.example', now() + interval '90 days')")
                    .params(id, role)
                    .update();
            return new User(id, person.email(), person.name());
        });
    }

    // is_same_person
    @Test
    void anotherAccountWithTheSameAddressIsNoSecondPerson() {
        assertThat(drafts.approve(ofProvider(alone, "APPROVER"), submitted())).isEqualTo("OWN");

        PaperAgreements agreements = new PaperAgreements(fixtures, desk);
        UUID agreement = agreements.submitted(fixtures.organization(), "-1 day", null);
        assertThat(agreements.approve(ofProvider(agreements.support(), "APPROVER"), agreement))
                .isEqualTo("OWN");

        User support = fixtures.deskPerson("SUPPORT");
        User twin = ofProvider(support, "APPROVER");
        String group = "s" + UUID.randomUUID();
        drafts.call(support, "create_access_group(?, 'A group')", group);
        drafts.call(
                support,
                "propose_group_access(?, ?, null, null)",
                group,
                fixtures.organization().id());
        String decided =
                "decide_group_access(id, true) from access_group_proposal where group_code = ? and state = 'OPEN'";
        assertThat(drafts.call(twin, decided, group)).isEqualTo("OWN");
        drafts.call(support, "1 from retire_access_group(?)", group);

        UUID rule =
                UUID.fromString(drafts.call(support, "propose_request_rule(?, null, 'bank.example', null, 30)", code));
        assertThat(drafts.call(twin, "decide_request_rule(?, true)", rule)).isEqualTo("OWN");
        assertThat(drafts.call(twin, "decide_request_rule(?, false)", rule)).isEqualTo("DECLINED");
    }

    // Drafts.isAuthor
    @Test
    void thePageDoesNotOfferTheirOwnDraftToAnotherAccountOfTheAuthor() {
        UUID draft = submitted();
        User twin = fixtures.deskPerson("APPROVER");
        Client client = new Client(port).signIn(twin.email(), Fixtures.PASSWORD);
        assertThat(client.get("/desk/drafts/" + draft).html().select("#approve"))
                .isNotEmpty();
        fixtures.update("update user_account set retired_at = now() where id = ?", alone.id());
        fixtures.update("update user_account set email = ? where id = ?", alone.email(), twin.id());
        Document page = client.get("/desk/drafts/" + draft).html();
        assertThat(page.select("#approve")).isEmpty();
        assertThat(page.select("#own")).isNotEmpty();
        assertThat(drafts.approve(twin, draft)).isEqualTo("OWN");
    }

    // is_same_person: desk_address
    @Test
    void whoeverChangesTheAddressOfOneOfTheirAccountsIsNoSecondPerson() {
        User twin = ofProvider(alone, "APPROVER");
        String change = "update user_account set email = ? where id = ?";
        fixtures.update(change, "another-" + twin.email(), twin.id());
        UUID draft = submitted();
        assertThat(drafts.approve(twin, draft)).isEqualTo("OWN");
        assertThat(drafts.approve(another, draft)).isEqualTo("PUBLISHED");
    }

    // erase_account: desk_address
    @Test
    void nothingIsKeptOfTheAddressesOfSomebodyWhoWasErased() {
        User twin = ofProvider(alone, "APPROVER");
        fixtures.update("update user_account set email = ? where id = ?", "another-" + twin.email(), twin.id());
        assertThat(addresses(twin)).isEqualTo(2);
        fixtures.update("update desk_member set retired_at = now() where user_id = ?", twin.id());
        drafts.call(fixtures.deskPerson("SUPPORT"), "1 from erase_account(?)", twin.id());
        assertThat(addresses(twin)).isZero();
    }

    private long addresses(User person) {
        return owner.<Long>work(database -> database.sql("select count(*) from desk_address where user_id = ?")
                .param(person.id())
                .query(Long.class)
                .single());
    }

    // is_same_person in confirm_purge and check_purge
    @Test
    void anotherAccountWithTheSameAddressDoesNotConfirmAPurge() {
        Issued issued = fixtures.certificate();
        fixtures.retire(issued);
        User twin = ofProvider(alone, "APPROVER");
        drafts.call(alone, "1 from request_purge(?, 'It names another customer')", issued.certificate());
        assertThat(drafts.call(twin, "confirm_purge(id, sha256) from certificate where id = ?", issued.certificate()))
                .isEqualTo("OWN");
        drafts.call(alone, "1 from decline_purge(?)", issued.certificate());
    }
}
