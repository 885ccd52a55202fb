package io.compliancecenter.web;

import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.DeskDrafts;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.fixtures.PaperAgreements;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.pdf.Pdfs;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** Adds to what the pages of the desk show. */
final class DeskRows {

    private static final String CERTIFICATION =
            "{\"name\": \"N\", \"status\": \"CERTIFIED\", \"summary\": \"S\", \"assures\": \"A\", \"audits\": []}";
    private static final String COMPLIANCE =
            "{\"name\": \"N\", \"status\": \"COMPLIANT\", \"summary\": \"S\", \"description\": \"D\", \"links\": []}";

    private final Fixtures fixtures;
    private final Tenant tenant;
    private final Actor admin;
    private final Client desk;
    private final CustomerRows customers;
    private final PageAddresses addresses;
    private final DeskDrafts drafts;
    private final PaperAgreements agreements;
    private final UUID draft;
    private final UUID agreement;
    private final String group;
    private int rows;

    DeskRows(
            Fixtures fixtures,
            Actors actors,
            DeskRoleSql deskSql,
            Tenant tenant,
            Client desk,
            CustomerRows customers,
            PageAddresses addresses) {
        this.fixtures = fixtures;
        this.tenant = tenant;
        this.admin = actors.adminOf(tenant);
        this.desk = desk;
        this.customers = customers;
        this.addresses = addresses;
        this.drafts = new DeskDrafts(deskSql);
        this.agreements = new PaperAgreements(fixtures, deskSql);
        User editor = fixtures.deskPerson("EDITOR");
        customers.manage("DESK");
        draft = drafts.draft(editor);
        for (String kind : new String[] {"CERTIFICATION", "COMPLIANCE"}) {
            String code = customers.first().certification();
            drafts.change(editor, draft, kind, code, kind.equals("COMPLIANCE") ? COMPLIANCE : CERTIFICATION);
            drafts.change(editor, draft, "ORDER", kind, "{\"codes\": [\"%s\"]}".formatted(code));
        }
        agreement = agreements.open(tenant, "-1 day", null);
        group = fixtures.group(tenant);
        addresses.put("{organization}", tenant.id());
        addresses.put("{kind}", "CERTIFICATION");
        addresses.put("{draft}", draft);
        addresses.put("{agreement}", agreement);
        addresses.put("{group}", group);
    }

    /** So many more of everything, after the customers' rows. */
    void add(int number) {
        for (int row = 0; row < number; row++) {
            User editor = fixtures.deskPerson("EDITOR");
            change(editor);
            agree();
            ask();
            group(editor);
            rows++;
        }
        withdraw(number);
        upload();
        drafts.change(fixtures.deskPerson("EDITOR"), draft, "TERMS", Integer.toString(nextTerms()), """
                {"kind": "MATERIAL", "texts": {"en": "New words.", "de": "Neue Worte."}}
                """);
    }

    private int nextTerms() {
        return fixtures.asOwner(sql -> sql.sql("select max(version) + 1 from terms_version")
                .query(Integer.class)
                .single());
    }

    /** Drafts, and changes of one by many people. */
    private void change(User editor) {
        drafts.draft(editor);
        drafts.call(editor, "1 from discard_draft(?, 1)", drafts.draft(editor));
        drafts.change(editor, draft, "CERTIFICATION", fixtures.deskCertification(), CERTIFICATION);
        String compliance = "d" + UUID.randomUUID().toString().substring(0, 12);
        drafts.change(editor, draft, "COMPLIANCE", compliance, COMPLIANCE);
        UUID certificate = UUID.randomUUID();
        drafts.change(editor, draft, "CERTIFICATE", certificate.toString(), """
                {"certification": "%s", "issuer": "Assessors", "issuedOn": "2026-10-01", "fileName": "next.pdf"}
                """.formatted(
                        customers.first().certification()));
        drafts.document(editor, draft, certificate, Pdfs.page("Certificate " + certificate));
        addresses.put("{key}", certificate);
    }

    /** Agreements in review and one by many people. */
    private void agree() {
        agreements.submitted(tenant, "-1 day", null);
        fixtures.update(
                "insert into signed_agreement_author (agreement_id, user_id) values (?, ?)",
                agreement,
                fixtures.deskPerson("SUPPORT").id());
    }

    /** Requests, half of them granted. */
    private void ask() {
        Issued asked = customers.certificate();
        fixtures.restrict(asked.certificate(), "ON_REQUEST");
        addresses.put("{request}", request(asked.certificate()));
        Issued granted = customers.certificate();
        fixtures.restrict(granted.certificate(), "ON_REQUEST");
        drafts.call(
                agreements.support(),
                "grant_request(?, clock_timestamp() + interval '30 days')",
                request(granted.certificate()));
        customers.manage("FOLDER");
        UUID version = fixtures.anotherVersion(customers.first().certification(), "Issuer", "next-" + rows + ".pdf");
        fixtures.restrict(version, "ON_REQUEST");
        customers.manage("DESK");
        request(version);
    }

    private UUID request(UUID certificate) {
        return admin.inTransaction(sql -> {
            sql.sql("select request_certificate(?, 'We need it.', 'en')")
                    .params(certificate)
                    .query(String.class)
                    .single();
            return sql.sql("select id from certificate_request where certificate_id = ?")
                    .param(certificate)
                    .query(UUID.class)
                    .single();
        });
    }

    /** Groups, Organizations in one and proposed for it, its certificates, and rules. */
    private void group(User editor) {
        String another = fixtures.group(tenant, fixtures.organization());
        fixtures.update(
                "insert into access_group_organization (group_code, organization_id) values (?, ?)",
                group,
                fixtures.organization().id());
        fixtures.update(
                "insert into access_group_proposal (group_code, group_name, organization_id, organization_name, proposed_by)"
                        + " select g.code, g.name, o.id, o.name, ? from access_group g, organization o"
                        + " where g.code = ? and o.id = ?",
                agreements.support().id(),
                group,
                fixtures.organization().id());
        fixtures.restrict(customers.certificate().certificate(), "HIDDEN", group, another);
        Issued ruled = customers.certificate();
        fixtures.update(
                "insert into request_rule (certification_code, group_code, group_name, days, proposed_by)"
                        + " select ?, code, name, 1, ? from access_group where code = ?",
                ruled.certification(),
                editor.id(),
                another);
    }

    /** Withdrawn certificates, and one that was downloaded often. */
    private void withdraw(int number) {
        Issued withdrawn = fixtures.certificate();
        for (int row = 0; row < number; row++) {
            fixtures.retire(fixtures.certificate());
            admin.permit(withdrawn, "1 hour");
        }
        fixtures.retire(withdrawn);
        addresses.put("{withdrawn}", withdrawn.certificate());
    }

    /** A file with a line for each row that changes something, and one that is wrong. */
    private void upload() {
        StringBuilder lines = new StringBuilder("organization,organization_name,email,name,role\n");
        for (int row = 0; row < rows; row++) {
            lines.append("%1$s-%2$d,Organization,p%2$d@%1$s.example,Person,MEMBER\n".formatted(tenant.slug(), row));
            lines.append("%1$s,,p%2$d@%1$s.example,Person,MEMBER\n".formatted(tenant.slug(), row));
            lines.append("%1$s,,q%2$d@%1$s.example,Person,BOSS\n".formatted(tenant.slug(), row));
        }
        String upload = desk.upload(
                        "/desk/customers/import",
                        Map.of("_csrf", desk.token()),
                        "customers.csv",
                        lines.toString().getBytes(StandardCharsets.UTF_8))
                .location();
        addresses.put("{upload}", upload.substring(upload.lastIndexOf('/') + 1));
    }

    /** Ends what other tests would see. */
    void retire() {
        fixtures.update("delete from request_rule where state = 'PROPOSED'");
        fixtures.update("delete from access_group_proposal where group_code = ?", group);
    }
}
