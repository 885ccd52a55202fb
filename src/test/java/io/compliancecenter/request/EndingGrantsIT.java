package io.compliancecenter.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.database.WorkerDatabase;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.mail.Mailbox;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever asked for a certificate is told before it is closed to their Organization again. Any instance may do it at any time. */
@IntegrationTest
class EndingGrantsIT {

    @Autowired
    EndingGrants ending;

    @Autowired
    WorkerDatabase worker;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    DeskRoleSql desk;

    @Autowired
    OwnerSql owner;

    @Autowired
    Mailbox mailbox;

    Tenant tenant;
    Issued issued;
    String group;

    @BeforeEach
    void publish() {
        tenant = fixtures.organization();
        issued = fixtures.certificate();
        group = fixtures.group();
        fixtures.restrict(issued.certificate(), "ON_REQUEST", group);
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    /**
     * Granted some time ago.
     *
     * @param then happens before that is some time ago: afterwards any instance may look at it
     */
    private UUID granted(String ago, String until, Consumer<UUID> then) {
        UUID request = actors.adminOf(tenant).inTransaction(database -> {
            database.sql("select request_certificate(?, 'Our audit', 'en')")
                    .param(issued.certificate())
                    .query(String.class)
                    .single();
            return database.sql("select id from certificate_request where state = 'OPEN'")
                    .query(UUID.class)
                    .single();
        });
        desk.as(
                fixtures.deskPerson("SUPPORT"),
                database -> database.sql("select grant_request(?, clock_timestamp() + cast(? as interval))")
                        .params(request, until)
                        .query(String.class)
                        .single());
        then.accept(request);
        fixtures.update(
                "update certificate_request set decided_at = decided_at - cast(? as interval) where id = ?",
                ago,
                request);
        return request;
    }

    private void prepare() {
        worker.readCommitted(() -> {
            ending.prepare();
            return true;
        });
    }

    private long mails() {
        return owner.<Long>work(
                sql -> sql.sql("select count(*) from mail where kind = 'grant-ending' and recipient = ?")
                        .param(tenant.admin().email())
                        .query(Long.class)
                        .single());
    }

    // mail_ending_grants, EndingGrants
    @Test
    void itIsTheOneWhoAskedAndOnce() {
        granted("20 days", "4 days", any -> {});
        prepare();
        assertThat(mailbox.await(
                                tenant.admin().email(),
                                "Your access ends soon: Certification " + issued.certification())
                        .text())
                .contains(tenant.admin().name(), "until", "UTC", "ask for it again");
        prepare();
        assertThat(mails()).isEqualTo(1);
    }

    // mail_ending_grants: each condition
    @Test
    void nobodyIsToldWhoKnowsOrDoesNotLoseIt() {
        UUID request = granted("5 days", "4 days", any -> {});
        assertNobodyIsTold();
        end(request);
        request = granted("20 days", "6 days", any -> {});
        assertNobodyIsTold();
        end(request);
        granted("20 days", "4 days", this::end);
        assertNobodyIsTold();
        granted(
                "20 days",
                "4 days",
                any -> fixtures.update(
                        "insert into access_group_organization (group_code, organization_id) values (?, ?)",
                        group,
                        tenant.id()));
        assertNobodyIsTold();
    }

    private void assertNobodyIsTold() {
        prepare();
        assertThat(mails()).isZero();
    }

    private void end(UUID request) {
        desk.as(
                fixtures.deskPerson("SUPPORT"),
                database -> database.sql("select end_grant(?, 'Not needed')")
                        .param(request)
                        .query(Boolean.class)
                        .single());
    }
}
