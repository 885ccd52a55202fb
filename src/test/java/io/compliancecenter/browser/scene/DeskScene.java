package io.compliancecenter.browser.scene;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.compliancecenter.browser.chromium.Visitor;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The pages of the desk. */
enum DeskScene implements Scene {
    DESK_COMPLIANCE_REFUSED((test, visitor) -> {
        Page page = atDesk(test, visitor.expect(422))
                .open("/desk/catalogue/compliances/new")
                .page();
        page.locator("#code").fill("Not a code");
        page.locator("#description").fill("Text\n\n- of\n- lists");
        page.locator("#item .button-primary").click();
        assertThat(page.locator("#code-error")).isVisible();
    }),
    DESK_CERTIFICATION_PREVIEW("de-DE", (test, visitor) -> {
        String code = test.fixtures.deskCertification();
        Page page = atDesk(test, visitor)
                .open("/desk/catalogue/certifications/" + code + "/edit")
                .page();
        page.locator("#assures").fill("## A heading\n\nSome **words** and\n\n- a list.");
        page.locator("[name='renewalEvery.number']").fill("3");
        page.locator("#renewalDescription").fill("Every three years.");
        page.locator("[name='audits[0].name']").fill("Surveillance audit");
        page.locator("[name='audits[0].every.number']").fill("1");
        page.locator("[value=preview]").click();
        assertThat(page.locator("#dates li")).hasCount(3);
    }),
    DESK_DRAFT((test, visitor) -> {
        String code = test.fixtures.deskCertification();
        Page page = atDesk(test, visitor)
                .open("/desk/catalogue/certifications/" + code + "/edit")
                .page();
        page.locator("#summary").fill("Another summary, with more words.");
        page.locator("#status").selectOption("IN_PROGRESS");
        page.locator("#item .button-primary").click();
        assertThat(page.locator(".comparison ins").first()).isVisible();
    }),
    DESK_PREVIEW_CHOICE("de-DE", (test, visitor) -> {
        previewed(test, visitor, "");
        assertThat(visitor.page().locator("#organizations tbody a").first()).isVisible();
    }),
    DESK_PREVIEW((test, visitor) -> {
        previewed(test, visitor, "/" + test.tenant.id() + "/certifications");
        assertThat(visitor.page().locator("#preview")).isVisible();
    }),
    DESK_PREVIEW_CERTIFICATION("de-DE", (test, visitor) -> {
        previewed(test, visitor, "/" + test.tenant.id() + "/certifications/soc-2-type-2");
        assertThat(visitor.page().locator(".download button[disabled]").first()).isVisible();
    }),
    DESK_PREVIEW_TERMS((test, visitor) -> {
        test.permit("soc-2-type-2");
        Page page = atDesk(test, visitor).open("/desk/terms/new").page();
        page.locator("#kind").selectOption("MATERIAL");
        page.locator("#effectiveAt").fill("2099-01-01T09:00");
        page.locator("textarea").first().fill("# New terms\n\nKeep it **secret**.");
        page.locator("#terms .button-primary").click();
        page.waitForURL("**/desk/drafts/**");
        visitor.open(
                URI.create(page.url()).getPath() + "/preview/" + test.tenant.id() + "/certifications/soc-2-type-2");
        page.locator(".download a").first().click();
        assertThat(page.locator("#terms-preview")).isVisible();
    }),
    DESK_ORDER((test, visitor) -> {
        test.fixtures.deskCertification();
        Page page = atDesk(test, visitor)
                .open("/desk/catalogue/CERTIFICATION/order")
                .page();
        page.locator("[name=down]").first().click();
        assertThat(page.locator("[name=down]:focus")).isVisible();
    }),
    DESK_WITHDRAWAL((test, visitor) -> {
        Issued issued = test.fixtures.certificate();
        test.fixtures.update("update certification set managed_by = 'DESK' where code = ?", issued.certification());
        Page page = atDesk(test, visitor)
                .open("/desk/catalogue/certifications/" + issued.certification() + "/certificates")
                .page();
        page.locator("summary").last().click();
        assertThat(page.locator("[name=reason]")).isVisible();
    }),
    DESK_WITHDRAWN("de-DE", (test, visitor) -> {
        test.fixtures.retire(test.fixtures.certificate());
        auditor(test, visitor).open("/desk/withdrawn");
        assertThat(visitor.page().locator("tbody tr").first()).isVisible();
    }),
    DESK_PURGE((test, visitor) -> {
        Issued issued = test.fixtures.certificate();
        test.fixtures.retire(issued);
        Page page = test.signedIn(visitor, test.fixtures.deskPerson("EDITOR", "APPROVER"))
                .open("/desk/withdrawn/" + issued.certificate())
                .page();
        page.locator("#reason").fill("It has another customer’s data.");
        page.locator("#request .button-critical").click();
        assertThat(page.locator("#purge-reason")).isVisible();
    }),
    DESK_PERSONAL_DATA((test, visitor) -> {
        test.permit("soc-2-type-2");
        personalData(test, visitor, test.tenant.admin());
    }),
    DESK_ERASURE("de-DE", (test, visitor) -> {
        User gone = test.invited();
        test.fixtures.update("update member set retired_at = now() where user_id = ?", gone.id());
        personalData(test, visitor, gone);
        visitor.page().locator("details:has(.button-critical) > summary").click();
        assertThat(visitor.page().locator(".button-critical")).isVisible();
    }),
    DESK_CATALOGUE((test, visitor) -> {
        test.fixtures.deskCertification();
        atDesk(test, visitor).open("/desk/catalogue");
    }),
    DESK_YAML((test, visitor) -> {
        auditor(test, visitor).open("/desk/catalogue/CERTIFICATION/soc-2-type-2/yaml");
        assertThat(visitor.page().locator("#yaml")).isVisible();
    }),
    DESK_GROUPS_REFUSED((test, visitor) -> {
        test.fixtures.group(test.tenant);
        Page page = support(test, visitor.expect(422)).open("/desk/groups").page();
        page.locator("#code").fill("Not a code");
        page.locator("#name").fill("A name");
        page.locator("#new .button-primary").click();
        assertThat(page.locator("#code-error")).isVisible();
    }),
    DESK_GROUP("de-DE", (test, visitor) -> {
        String code = test.deskGroup();
        Page page = support(test, visitor).open("/desk/groups/" + code).page();
        page.locator("#search-words").fill(test.tenant.slug());
        page.locator("#search button").click();
        page.locator(".desk-found button").click();
        page.locator("#search-words").fill(test.tenant.slug());
        page.locator("#search button").click();
        assertThat(page.locator("#proposals form")).isVisible();
    }),
    DESK_RULES_REFUSED((test, visitor) -> {
        Issued issued = test.fixtures.certificate();
        test.fixtures.restrict(issued.certificate(), "ON_REQUEST");
        Page page = support(test, visitor.expect(422)).open("/desk/rules").page();
        page.locator("#about").selectOption(issued.certification());
        page.locator("#domain").fill("bank.example");
        page.locator("#new .button-primary").click();
        assertThat(page.locator("[data-rule]")).isVisible();
        page.locator("#about").selectOption(issued.certification());
        page.locator("#domain").fill("no domain");
        page.locator("#new .button-primary").click();
        assertThat(page.locator("#domain-error")).isVisible();
        test.fixtures.retire(issued);
    }),
    DESK_FOLDER("de-DE", (test, visitor) -> {
        Page page = test.signedIn(visitor, test.fixtures.deskPerson("APPROVER", "EDITOR"))
                .open("/desk/folder")
                .page();
        page.locator("#read button").click();
        assertThat(page.locator("#comparison")).isVisible();
    }),
    DESK_DOWNLOADS((test, visitor) -> {
        test.permit("soc-2-type-2");
        auditor(test, visitor).open("/desk/downloads");
        assertThat(visitor.page().locator("#downloads tbody tr").first()).isVisible();
        assertThat(visitor.page().locator("#by-month svg")).isVisible();
    }),
    DESK_DOWNLOADS_BY_MONTH("de-DE", (test, visitor) -> {
        test.permit("soc-2-type-2");
        Page page = auditor(test, visitor).open("/desk/downloads").page();
        page.locator("#by-month summary").click();
        assertThat(page.locator("#by-month tbody tr").last()).isVisible();
    }),
    DESK_SUPERSEDED("de-DE", (test, visitor) -> auditor(test, visitor).open("/desk/downloads/superseded")),
    DESK_ACCEPTED_TERMS((test, visitor) -> {
        test.permit("soc-2-type-2");
        auditor(test, visitor).open("/desk/downloads/terms");
    }),
    DESK_CUSTOMERS((test, visitor) -> auditor(test, visitor).open("/desk/customers")),
    DESK_CUSTOMER("de-DE", (test, visitor) -> {
        test.inviteColleagues();
        support(test, visitor).open("/desk/customers/" + test.tenant.id());
    }),
    DESK_AGREEMENT_REFUSED((test, visitor) -> {
        Page page = support(test, visitor.expect(422))
                .open("/desk/customers/" + test.tenant.id() + "/agreements/new")
                .page();
        page.locator("#vendorParty").fill("");
        page.locator("#agreement .button-primary").click();
        assertThat(page.locator("#file-error")).isVisible();
    }),
    DESK_AGREEMENT_IN_REVIEW("de-DE", (test, visitor) -> {
        UUID agreement = test.agreements().submitted(test.tenant, "-1 day", "1 year");
        test.signedIn(visitor, test.fixtures.deskPerson("APPROVER"))
                .open("/desk/customers/" + test.tenant.id() + "/agreements/" + agreement);
    }),
    DESK_AGREEMENT_IN_FORCE((test, visitor) -> {
        UUID agreement = test.agreements().inForce(test.tenant);
        support(test, visitor).open("/desk/customers/" + test.tenant.id() + "/agreements/" + agreement);
    }),
    DESK_PAPER_PURGE("de-DE", (test, visitor) -> {
        UUID agreement = test.agreements().inForce(test.tenant);
        test.agreements().end(agreement);
        Page page = test.signedIn(visitor, test.fixtures.deskPerson("SUPPORT", "APPROVER"))
                .open("/desk/customers/" + test.tenant.id() + "/agreements/" + agreement)
                .page();
        page.locator("#purge-reason").fill("Es nennt jemand anderen.");
        page.locator("#purge-request .button-critical").click();
        assertThat(page.locator("#purge")).isVisible();
        assertThat(page.locator("#purge-decline")).isVisible();
    }),
    DESK_AGREEMENTS((test, visitor) -> {
        test.agreements().submitted(test.tenant, "-1 day", null);
        auditor(test, visitor).open("/desk/agreements");
    }),
    DESK_IMPORT_UPLOAD("de-DE", (test, visitor) -> support(test, visitor).open("/desk/customers/import")),
    DESK_IMPORT_PREVIEW((test, visitor) -> importCustomers(
            support(test, visitor),
            "%1$s-new,A new customer,ada@%1$s.example,Ada,ADMIN\n%1$s,,tom@%1$s.example,,MEMBER\n"
                    .formatted(test.tenant.slug()))),
    DESK_IMPORT_ERRORS(
            "de-DE",
            (test, visitor) -> importCustomers(
                    support(test, visitor),
                    "No slug,A new customer,ada,Ada,BOSS\n%s,Another name,,,\n".formatted(test.tenant.slug()))),
    DESK_REQUESTS((test, visitor) -> support(test, visitor).open("/desk/requests")),
    DESK_REQUEST_GRANTED((test, visitor) -> {
        Issued issued = test.fixtures.certificate();
        User support = test.fixtures.deskPerson("SUPPORT");
        test.fixtures.update(
                """
                insert into certificate_request (organization_id, certificate_id, requested_by, reason, locale, state, decided_by,
                                                 decided_at, granted_until)
                values (?, ?, ?, 'Our audit', 'en', 'GRANTED', ?, now(), now() + interval '30 days')
                """, test.tenant.id(), issued.certificate(), test.tenant.admin().id(), support.id());
        Page page = test.signedIn(visitor, support)
                .open("/desk/requests?decided=true")
                .page();
        page.locator("tbody a").first().click();
        assertThat(page.locator("#end")).isVisible();
        test.fixtures.retire(issued);
    }),
    DESK_PEOPLE("de-DE", (test, visitor) -> {
        User gone = test.fixtures.deskPerson();
        test.fixtures.update("""
                insert into desk_member (user_id, role, source, issuer, expires_at)
                values (?, 'EDITOR', 'PROVIDER', 'https://idp.example', now() + interval '30 days')
                """, gone.id());
        Page page = test.signedIn(visitor, test.fixtures.deskPerson("APPROVER"))
                .open("/desk/people")
                .page();
        page.locator("main details summary").first().click();
        assertThat(page.locator("[name=reason]").first()).isVisible();
        test.fixtures.update("update desk_member set retired_at = now() where user_id = ?", gone.id());
    }),
    DESK_TRACE((test, visitor) -> support(test, visitor).open("/desk/trace")),
    DESK_TERMS((test, visitor) -> atDesk(test, visitor).open("/desk/terms")),
    DESK_NEW_TERMS_REFUSED((test, visitor) -> {
        Page page = atDesk(test, visitor.expect(422)).open("/desk/terms/new").page();
        page.locator("#language").fill("not a language");
        page.locator("#terms .button-primary").click();
        assertThat(page.locator("#kind-error")).isVisible();
    }),
    DESK_SIGN_IN_AGAIN((test, visitor) -> {
        Page page = atDesk(test, visitor).open("/sign-in/again?for=desk").page();
        assertThat(page.locator(".lead")).containsText("The desk publishes to customers.");
    }),
    DESK_SECOND_FACTOR((test, visitor) -> atDesk(test, visitor).open("/desk-sign-in"));

    private final String language;
    private final Steps steps;

    DeskScene(Steps steps) {
        this("en-GB", steps);
    }

    DeskScene(String language, Steps steps) {
        this.language = language;
        this.steps = steps;
    }

    @Override
    public String language() {
        return language;
    }

    @Override
    public Steps steps() {
        return steps;
    }

    private static void importCustomers(Visitor support, String lines) {
        Page page = support.open("/desk/customers/import").page();
        page.locator("#file")
                .setInputFiles(new FilePayload(
                        "customers.csv",
                        "text/csv",
                        ("organization,organization_name,email,name,role\n" + lines).getBytes(StandardCharsets.UTF_8)));
        page.locator("#upload .button-primary").click();
        assertThat(page.locator("#summary")).isVisible();
    }

    private static Visitor support(PagesTest test, Visitor visitor) {
        return test.signedIn(visitor, test.fixtures.deskPerson("SUPPORT"));
    }

    private static Visitor auditor(PagesTest test, Visitor visitor) {
        return test.signedIn(visitor, test.fixtures.deskPerson("AUDITOR"));
    }

    private static void personalData(PagesTest test, Visitor visitor, User person) {
        Page page = support(test, visitor).open("/desk/personal-data").page();
        page.locator("#email").fill(person.email());
        page.locator("#search .button-primary").click();
        assertThat(page.locator("#person-1")).isVisible();
    }

    /** Opens the preview of a draft with a change. */
    private static void previewed(PagesTest test, Visitor visitor, String page) {
        String code = test.fixtures.deskCertification();
        Visitor editor = atDesk(test, visitor);
        Page form =
                editor.open("/desk/catalogue/certifications/" + code + "/edit").page();
        form.locator("#summary").fill("Another summary.");
        form.locator("#item .button-primary").click();
        assertThat(form.locator(".comparison ins").first()).isVisible();
        String draft = URI.create(form.url()).getPath();
        editor.open(draft + "/preview" + page);
    }

    private static Visitor atDesk(PagesTest test, Visitor visitor) {
        return test.signedIn(visitor, test.fixtures.deskPerson("EDITOR"));
    }
}
