package io.compliancecenter.testing;

import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.Fixtures.User;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Agreements signed outside, kept by two people of the desk on its own database connection. */
public final class PaperAgreements {

    public static final String SIGNED_ON = "2026-03-01";

    private final DeskRoleSql desk;
    private final User support;
    private final User approver;

    public PaperAgreements(Fixtures fixtures, DeskRoleSql desk) {
        this(desk, fixtures.deskPerson("SUPPORT"), fixtures.deskPerson("APPROVER"));
    }

    public PaperAgreements(DeskRoleSql desk, User support, User approver) {
        this.desk = desk;
        this.support = support;
        this.approver = approver;
    }

    public User support() {
        return support;
    }

    public User approver() {
        return approver;
    }

    /** Approved, in force since yesterday, without an end. */
    public UUID inForce(Tenant tenant) {
        return approved(tenant, "-1 day", null);
    }

    /** @param from and until: intervals from now; until null for no end */
    public UUID approved(Tenant tenant, String from, String until) {
        UUID agreement = submitted(tenant, from, until);
        if (!approve(approver, agreement).equals("APPROVED")) {
            throw new AssertionError("The agreement was not approved");
        }
        return agreement;
    }

    /** Approved, and over since a moment ago. */
    public UUID past(Tenant tenant) {
        UUID agreement;
        int seconds = 1;
        // On a busy machine it may be over before it is approved.
        while (!approve(approver, agreement = submitted(tenant, "-1 day", seconds + " seconds"))
                .equals("APPROVED")) {
            seconds *= 2;
        }
        awaitEnd(agreement);
        return agreement;
    }

    /** In review. */
    public UUID submitted(Tenant tenant, String from, String until) {
        UUID agreement = open(tenant, from, until);
        desk.as(
                support,
                database -> database.sql("select submit_agreement(?, 1)")
                        .param(agreement)
                        .query(String.class)
                        .single());
        return agreement;
    }

    /** With a paper, and open for changes. */
    public UUID open(Tenant tenant, String from, String until) {
        return desk.as(support, database -> {
            UUID saved = database.sql("""
                            select save_agreement(null, null, :organization, 'Northwind Ltd', :party, cast(:signedOn as date),
                                                  clock_timestamp() + cast(:from as interval),
                                                  clock_timestamp() + cast(:until as interval))
                            """)
                    .param("organization", tenant.id())
                    .param("party", tenant.name() + " GmbH")
                    .param("signedOn", SIGNED_ON)
                    .param("from", from)
                    .param("until", until)
                    .query(UUID.class)
                    .single();
            putPaper(database, saved);
            return saved;
        });
    }

    /** The paper of an agreement that was kept here. */
    public static byte[] paper(UUID agreement) {
        return Pdfs.page("The paper of " + agreement);
    }

    private static void putPaper(JdbcClient database, UUID agreement) {
        database.sql("select 1 from put_agreement_paper(?, ?)")
                .params(agreement, paper(agreement))
                .query(Integer.class)
                .single();
    }

    /** @return what the database says to it */
    public String approve(User person, UUID agreement) {
        return desk.as(
                person,
                database -> database.sql("select approve_agreement(id, sha256) from signed_agreement where id = ?")
                        .param(agreement)
                        .query(String.class)
                        .single());
    }

    /** Waits until its time is over, by the database's clock. */
    public void awaitEnd(UUID agreement) {
        desk.as(
                support,
                database ->
                        database.sql("""
                        select pg_sleep(greatest(0, extract(epoch from in_force_until - clock_timestamp())))::text
                          from signed_agreement where id = ?
                        """).param(agreement).query(String.class).single());
    }

    public void end(UUID agreement) {
        desk.as(
                support,
                database -> database.sql("select end_agreement(?, 'The customer gave notice')")
                        .param(agreement)
                        .query(Boolean.class)
                        .single());
    }
}
