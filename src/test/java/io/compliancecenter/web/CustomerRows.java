package io.compliancecenter.web;

import io.compliancecenter.mail.LinkTokens;
import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Adds to what the pages of one Organization show, and to what the vendor publishes. */
final class CustomerRows {

    private static final List<String> LANGUAGES =
            List.of("bg", "cs", "da", "el", "es", "et", "fi", "fr", "hu", "it", "lt", "lv", "nl", "pl", "pt");

    private final Fixtures fixtures;
    private final Tenant tenant;
    private final Actor admin;
    private final int port;
    private final PageAddresses addresses;
    private final Issued first;
    private final List<Issued> published = new ArrayList<>();
    private final List<String> compliances = new ArrayList<>();
    private int rows;

    CustomerRows(Fixtures fixtures, Actors actors, Tenant tenant, int port, PageAddresses addresses) {
        this.fixtures = fixtures;
        this.tenant = tenant;
        this.admin = actors.adminOf(tenant);
        this.port = port;
        this.addresses = addresses;
        this.first = certificate();
        compliance(first.certification());
        addresses.put("{slug}", tenant.slug());
        addresses.put("{code}", first.certification());
        addresses.put("certificates/{id}/terms", "certificates/" + first.certificate() + "/terms");
        addresses.put("{certificate}", first.certificate());
        addresses.put("{member}", fixtures.invitedMember(tenant, "MEMBER").id());
        addresses.put(
                "/links/invitation/{token}",
                fixtures.invitationLink(admin.invite("invited@" + tenant.slug() + ".example")));
        addresses.put("/links/password/{token}", link(tenant.member(), "password-reset", "PASSWORD_RESET"));
    }

    /** A compliance and a certification that the desk manages, unless rows are being added. */
    Issued first() {
        return first;
    }

    /** Publishes a certificate until the end of the test. */
    Issued certificate() {
        Issued issued = fixtures.certificate();
        published.add(issued);
        return issued;
    }

    /** Publishes a compliance until the end of the test. */
    String compliance(String code) {
        fixtures.update(
                "insert into compliance (code, position, name, status, summary, description)"
                        + " values (?, 1001, ?, 'COMPLIANT', 'A summary.', 'What it is.')",
                code,
                "Compliance " + code);
        compliances.add(code);
        return code;
    }

    void manage(String manager) {
        fixtures.update("update certification set managed_by = ? where code = ?", manager, first.certification());
        fixtures.update("update compliance set managed_by = ? where code = ?", manager, first.certification());
    }

    /** A link as a mail to the user would have it. */
    String link(User user, String mail, String purpose) {
        String token = LinkTokens.create();
        fixtures.update("""
                insert into mailed_link (token_hash, mail_id, purpose, subject_id, expires_at)
                select ?, queue_mail(?, ?, 'en', '{"name": "A name"}', ?), ?, ?, clock_timestamp() + interval '1 hour'
                """, LinkTokens.hash(token), mail, user.email(), user.id(), purpose, user.id());
        return (purpose.equals("PASSWORD_RESET") ? "/links/password/" : "/links/passkey/") + token;
    }

    /** So many more of everything. */
    void add(int number) {
        manage("FOLDER");
        UUID acceptance = admin.inTransaction(sql -> admin.agree(sql, first));
        addresses.put("{receipt}", acceptance);
        for (int row = 0; row < number; row++) {
            publish();
            addresses.put("{permit}", admin.inTransaction(sql -> admin.permit(sql, acceptance, first, "1 hour")));
            join();
            rows++;
        }
        failToSignIn();
        for (int version = 0; version < number; version++) {
            fixtures.publishTerms("Terms " + rows + " " + version);
        }
        manage("DESK");
    }

    /** More of what the first certification and compliance have, and others. */
    private void publish() {
        fixtures.update(
                "insert into compliance_link (compliance_code, position, label, url) values (?, ?, 'A link', 'https://a.example/')",
                first.certification(),
                rows);
        fixtures.update("""
                insert into compliance_translation (compliance_code, language, name, summary, description, link_labels)
                values (?, ?, 'A name', 'A summary.', 'What it is.', '{}')
                """, first.certification(), LANGUAGES.get(rows));
        fixtures.update(
                "insert into certification_audit (certification_code, position, name, every) values (?, ?, 'An audit', 'P1Y')",
                first.certification(),
                rows);
        fixtures.update("""
                insert into certification_translation (certification_code, language, name, summary, assures, audit_names)
                values (?, ?, 'A name', 'A summary.', 'What it assures.', '{}')
                """, first.certification(), LANGUAGES.get(rows));
        compliance("c" + UUID.randomUUID().toString().substring(0, 12));
        Issued issued = certificate();
        admin.permit(issued, "1 hour");
        if (rows % 2 == 0) {
            fixtures.restrict(issued.certificate(), "HIDDEN", fixtures.group(tenant));
        } else {
            fixtures.anotherVersion(issued.certification(), "Issuer", "next.pdf");
        }
    }

    /** Members, invitations, and for the admin sessions and passkeys. */
    private void join() {
        fixtures.invitedMember(tenant, "MEMBER");
        admin.invite("guest-" + rows + "@" + tenant.slug() + ".example");
        new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        fixtures.update(
                "insert into passkey_user (user_id) values (?) on conflict do nothing",
                tenant.admin().id());
        fixtures.update(
                "insert into passkey (credential_id, user_id, attestation_object, signature_count, transports, label)"
                        + " values (sha256(convert_to(?, 'UTF8')), ?, '\\x01', 0, '', 'Laptop')",
                tenant.slug() + rows,
                tenant.admin().id());
    }

    private void failToSignIn() {
        Client client = new Client(port);
        client.submit(
                client.get("/sign-in").form("/sign-in"),
                Map.of("email", tenant.admin().email(), "password", "wrong"));
        fixtures.forgetSignInDelays();
    }

    /** Ends the offer. */
    void retire() {
        manage("FOLDER");
        published.forEach(issued -> fixtures.update(
                "update certificate set retired_at = now() where certification_code = ? and retired_at is null",
                issued.certification()));
        published.forEach(fixtures::retire);
        compliances.forEach(code -> fixtures.update("update compliance set retired_at = now() where code = ?", code));
    }
}
