package io.compliancecenter.browser.scene;

import io.compliancecenter.browser.chromium.Visitor;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.fixtures.PaperAgreements;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.mail.Mailbox;
import io.compliancecenter.testing.pdf.Pdfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

/** A test of every {@link Scene}. */
public abstract class PagesTest extends BrowserTest {

    @Autowired
    protected Actors actors;

    @Autowired
    Mailbox mailbox;

    @Autowired
    DeskRoleSql deskRole;

    private @Nullable Issued expired;

    /** A visitor with the language of the scene. */
    protected Visitor stillVisitor(Scene scene) {
        return stillVisitor(scene.language());
    }

    /** Gives this test's admin a permit. */
    PaperAgreements agreements() {
        return new PaperAgreements(fixtures, deskRole);
    }

    UUID permit(String certification) {
        return actors.adminOf(tenant).permit(issued(certification), "5 minutes");
    }

    /** A permit of this test's admin that has already expired. */
    UUID expiredPermit(String certification) {
        return actors.adminOf(tenant).expiredPermit(issued(certification));
    }

    /** Invites somebody to this test's Organization. */
    String invitationLink(String email) {
        return fixtures.invitationLink(actors.adminOf(tenant).invite(email));
    }

    /** Makes an access group that the desk manages, with an Organization, and returns its code. */
    String deskGroup() {
        String code = "d" + UUID.randomUUID().toString().substring(0, 12);
        fixtures.update(
                "insert into access_group (code, name, managed_by) values (?, 'Pilot customers', 'DESK')", code);
        fixtures.update(
                "insert into access_group_organization (group_code, organization_id, valid_until) values (?, ?, now() + interval '1 day')",
                code,
                fixtures.organization().id());
        return code;
    }

    /** Members from everywhere, and invitations in several states. */
    void inviteColleagues() {
        fixtures.invitedMember(tenant, "ADMIN");
        User provided = fixtures.invitedMember(tenant, "MEMBER");
        fixtures.setSource(tenant, provided, "PROVIDER", "https://login.customer.example/realms/employees");
        fixtures.update(
                "update mail set next_attempt_at = null, sent_at = now() where id = (select id from mail where subject_id = ?)",
                actors.adminOf(tenant).invite("ada.lovelace@customer.example"));
        fixtures.update(
                "update mail set next_attempt_at = null, sent_at = null, failed_at = now() where id = (select id from mail where subject_id = ?)",
                actors.adminOf(tenant).invite("a-very-long-name.of-somebody@department.of.a-big-customer.example"));
        fixtures.update(
                "update invitation set created_at = now() - interval '8 days', expires_at = now() where id = ?",
                actors.adminOf(tenant).invite("charles.babbage@customer.example"));
    }

    /** A user whose password is kept here. */
    User invited() {
        return fixtures.invitedMember(tenant, "MEMBER");
    }

    /** The path of a mailed link by which that user can set a new password. */
    String passwordLink(User user) {
        Client client = new Client(port);
        client.submit(client.get("/forgotten-password").form("/forgotten-password"), Map.of("email", user.email()));
        fixtures.forgetSignInDelays();
        return mailbox.awaitOne(user.email()).link().getPath();
    }

    /** Adds certifications to the list, and a last one with an expired certificate on request, until the end of the test. */
    void publishMany(int number) {
        fixtures.update("""
                insert into certification (code, position, name, status, summary, assures)
                select 'many-' || number, 2000 + number, 'Attestation ' || number, 'CERTIFIED', 'A summary.', 'Words.'
                  from generate_series(1, ?) as number
                on conflict (code) do update set retired_at = null
                """, number);
        expired = fixtures.certificate(Pdfs.page("Expired"), LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31));
        fixtures.restrict(expired.certificate(), "ON_REQUEST");
        fixtures.update("update certification set position = 3000 where code = ?", expired.certification());
    }

    @AfterEach
    void retireMany() {
        if (expired != null) {
            fixtures.retire(expired);
            fixtures.update("update certification set retired_at = now() where code like 'many-%'");
        }
    }

    /** This test's admin agrees to the terms; then others with a few changes are published. */
    void changeTermsAfterAgreement(String certification) {
        String before = terms();
        fixtures.publishTerms(before);
        actors.adminOf(tenant).permit(issued(certification), "1 minute");
        String after = before.replace("last for three years from", "last for five full years from")
                .replace("within thirty days", "within fourteen days")
                .replace("for example with the name", "for instance with the name")
                .replace(
                        "## 4. What",
                        "4. A marking is personal. The Organization shall tell the Vendor when a marked copy is lost.\n\n"
                                + "## 4. What")
                .replace("- was lawfully received from a third party that was free to disclose it; or\n", "");
        fixtures.publishTerms(after);
    }

    protected Issued issued(String certification) {
        return new Issued(certification, certificate(certification), new byte[0]);
    }

    /** The terms that this test's pages show. */
    protected String terms() {
        try {
            return new ClassPathResource("demo/terms/1.md").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
