package io.compliancecenter.mail;

import static io.compliancecenter.testing.database.Refusals.assertDenied;
import static io.compliancecenter.testing.database.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.mail.MailedLink.State;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.concurrency.OwnThread;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.ConcurrencyFailureException;

/** Links, without the mail that they were in. */
@IntegrationTest
class MailedLinkIT {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    OwnerSql sql;

    @Autowired
    MailedLinks links;

    UUID subject = UUID.randomUUID();
    UUID mail;

    @Autowired
    MailSending sending;

    @AfterEach
    void startSending() {
        sql.publish(database -> database.sql("delete from mail").update());
        sending.start();
    }

    /** Sending would add links of its own meanwhile. */
    @BeforeEach
    void queueMail() {
        sending.stop();
        mail = queue(subject);
    }

    @Test
    void aTokenHas256BitsAndIsNeverTheSame() {
        assertThat(Stream.generate(LinkTokens::create).limit(1000))
                .doesNotHaveDuplicates()
                .allMatch(token -> token.matches("[A-Za-z0-9_-]{43}"));
    }

    // use_link: "l.used_at is null"
    @Test
    void aLinkIsUsedOnce() {
        String token = link();
        assertThat(links.find(token, LinkPurpose.INVITATION))
                .contains(new MailedLink(subject, "person@example.com", State.VALID));

        assertThat(use(token, LinkPurpose.INVITATION)).isEqualTo(subject);

        assertThat(links.find(token, LinkPurpose.INVITATION))
                .hasValueSatisfying(link -> assertThat(link.state()).isEqualTo(State.USED));
        assertRefused(Reason.EXPIRED, () -> use(token, LinkPurpose.INVITATION));
    }

    // use_link: the last update
    @Test
    void theLinksOfAllAttemptsAreValidUntilOneIsUsed() {
        String first = link();
        String second = link();
        String elsewhere = LinkTokens.create();
        addLink(queue(UUID.randomUUID()), elsewhere);

        use(second, LinkPurpose.INVITATION);

        assertRefused(Reason.EXPIRED, () -> use(first, LinkPurpose.INVITATION));
        assertThat(use(elsewhere, LinkPurpose.INVITATION)).isNotNull();
    }

    // use_link: "for update" on all of the subject's links
    @Test
    void ofTwoLinksThatAreUsedAtOnceOneCounts() {
        List<String> tokens = List.of(link(), link());
        List<UUID> used = tokens.stream()
                .map(token -> OwnThread.supply(() -> {
                    try {
                        return use(token, LinkPurpose.INVITATION);
                    } catch (RefusedByDatabaseException | ConcurrencyFailureException refused) {
                        return null;
                    }
                }))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .filter(Objects::nonNull)
                .toList();
        assertThat(used).containsExactly(subject);
    }

    // use_link: "l.expires_at > clock_timestamp()"
    @Test
    void aLinkExpires() {
        String token = link();
        assertThat(fixtures.<Double>asOwner(database ->
                        database.sql("""
                        select extract(epoch from expires_at - created_at) / 86400 from mailed_link where mail_id = ?
                        """).param(mail).query(Double.class).single()))
                .isCloseTo(7, within(0.001));
        fixtures.update("update mailed_link set expires_at = clock_timestamp() where mail_id = ?", mail);

        assertThat(links.find(token, LinkPurpose.INVITATION))
                .hasValueSatisfying(link -> assertThat(link.state()).isEqualTo(State.EXPIRED));
        assertRefused(Reason.EXPIRED, () -> use(token, LinkPurpose.INVITATION));
    }

    // use_link and find_link: the comparison of purposes
    @Test
    void aLinkIsForOnePurpose() {
        String token = link();
        assertThat(links.find(token, LinkPurpose.PASSWORD_RESET)).isEmpty();
        assertRefused(Reason.NOT_FOUND, () -> use(token, LinkPurpose.PASSWORD_RESET));
        assertRefused(Reason.NOT_FOUND, () -> use(LinkTokens.create(), LinkPurpose.INVITATION));
    }

    // withdraw_mail
    @Test
    void whatWasWithdrawnIsNeitherSentNorUsed() {
        String token = link();
        fixtures.asOwner(database -> database.sql("select 1 from withdraw_mail(?)")
                .param(subject)
                .query()
                .listOfRows());
        assertRefused(Reason.EXPIRED, () -> use(token, LinkPurpose.INVITATION));
        assertThat(sql.<String>work(database -> database.sql("select mail_state(?)")
                        .param(subject)
                        .query(String.class)
                        .single()))
                .isEqualTo("WITHDRAWN");
    }

    // no grant to the application's role
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select queue_mail('password-reset', 'me@example.com', 'en', '{}', gen_random_uuid())",
                "select claim_mail()",
                "select add_mailed_link(gen_random_uuid(), sha256('mine'))",
                "select use_link(sha256('mine'), 'INVITATION')",
                "select withdraw_mail(gen_random_uuid())",
                "select delete_outdated_data('1 day', '1 day', '1 day')",
                "select recipient from mail",
                "select token_hash from mailed_link",
                "insert into mailed_link values (sha256('mine'), null, 'INVITATION', gen_random_uuid())",
                "update mail set recipient = 'me@example.com'"
            })
    void theApplicationsRoleNeitherQueuesMailNorMakesLinks(String statement) {
        Actor admin = actors.adminOf(fixtures.organization());
        assertDenied(
                INSUFFICIENT_PRIVILEGE,
                () -> admin.inTransaction(
                        database -> database.sql(statement).query().listOfRows()));
    }

    // the policy own_organization of mail
    @Test
    void anOrganizationSeesWhetherItsOwnMailWasDelivered() {
        Tenant tenant = fixtures.organization();
        fixtures.update("update mail set organization_id = ? where id = ?", tenant.id(), mail);
        assertThat(state(actors.adminOf(tenant))).isEqualTo("QUEUED");
        assertThat(state(actors.adminOf(fixtures.organization()))).isNull();
    }

    private String state(Actor actor) {
        return actor
                .inTransaction(database -> database.sql("select mail_state(?) as state")
                        .param(subject)
                        .query()
                        .listOfRows())
                .stream()
                .map(row -> (String) row.get("state"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private UUID queue(UUID about) {
        return fixtures.asOwner(
                database -> database.sql("select queue_mail('invitation', 'person@example.com', 'en', '{}', ?)")
                        .param(about)
                        .query(UUID.class)
                        .single());
    }

    private String link() {
        String token = LinkTokens.create();
        addLink(mail, token);
        return token;
    }

    private void addLink(UUID to, String token) {
        fixtures.asOwner(database -> database.sql("select 1 from add_mailed_link(?, ?)")
                .params(to, LinkTokens.hash(token))
                .query()
                .listOfRows());
    }

    private UUID use(String token, LinkPurpose purpose) {
        return sql.work(database -> database.sql("select use_link(?, ?)")
                .params(LinkTokens.hash(token), purpose.name())
                .query(UUID.class)
                .single());
    }
}
