package io.compliancecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.compliancecenter.testing.Fixtures.Issued;
import io.compliancecenter.testing.Fixtures.User;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** A page in one of its states, and the steps that lead there. */
enum Scene {
    SIGN_IN((test, visitor) -> visitor.open("/sign-in")),
    SIGN_IN_FAILED((test, visitor) -> {
        Page page = visitor.open("/sign-in").page();
        page.locator("#email").fill(test.tenant.admin().email());
        page.locator("#password").fill("not the password");
        page.locator("#sign-in button").click();
        assertThat(page.locator("#sign-in-failed")).isVisible();
    }),
    SIGNED_OUT((test, visitor) -> {
        Page page = signedIn(test, visitor).open("/").page();
        page.locator("#account-menu summary").click();
        page.locator("#sign-out button").click();
        assertThat(page.locator("#signed-out")).isVisible();
    }),
    FORGOTTEN_PASSWORD((test, visitor) -> visitor.open("/forgotten-password")),
    FORGOTTEN_PASSWORD_SENT((test, visitor) -> {
        Page page = visitor.open("/forgotten-password").page();
        page.locator("#email").fill("nobody@nowhere.example");
        page.locator("#forgotten-password button").click();
        assertThat(page.locator("h1")).hasText("Check your inbox");
    }),
    RESET_PASSWORD("de-DE", (test, visitor) -> visitor.open(test.passwordLink(test.invited()))),
    RESET_PASSWORD_REFUSED((test, visitor) -> {
        Page page = visitor.expect(422).open(test.passwordLink(test.invited())).page();
        page.locator("#new-password").fill("Password12345!");
        page.locator("#repeated-password").fill("Password12345!");
        page.locator("#reset-password button").click();
        assertThat(page.locator("#password-objection")).isVisible();
    }),
    RESET_PASSWORD_INVALID((test, visitor) -> visitor.expect(410).open("/links/password/none")),
    PASSWORD_SET((test, visitor) -> visitor.open("/forgotten-password?set")),
    ACCOUNT((test, visitor) -> {
        User user = test.invited();
        test.fixtures.update(
                "do $$ begin perform record_failed_sign_in('" + user.id()
                        + "', 'password', '2001:db8:1234:5678:9abc:def0:1234:5678', 'Mozilla/5.0 (Windows NT 10.0) Firefox/130.0'); end $$");
        test.signedIn(test.stillVisitor("de-DE"), user).open("/account");
        test.signedIn(visitor, user).open("/account");
        assertThat(visitor.page().locator("#sessions li")).hasCount(2);
    }),
    ACCOUNT_PASSWORD_REFUSED((test, visitor) -> {
        Page page = test.signedIn(visitor.expect(422), test.invited())
                .open("/account")
                .page();
        page.locator("#current-password").fill("not my password");
        page.locator("#new-password").fill("violet harbour canyon");
        page.locator("#repeated-password").fill("violet harbour canyon");
        page.locator("#change-password button").click();
        assertThat(page.locator("#current-wrong")).isVisible();
    }),
    ACCOUNT_KEPT_BY_VENDOR("de-DE", (test, visitor) -> signedIn(test, visitor).open("/account")),
    COMPLIANCES((test, visitor) -> signedIn(test, visitor).open(test.tenant.path("/compliances"))),
    ACCOUNT_MENU((test, visitor) -> signedIn(test, visitor)
            .open("/")
            .page()
            .locator("#account-menu summary")
            .click()),
    ORGANIZATION_SWITCHER((test, visitor) -> {
        test.fixtures.joinMany(test.tenant.admin(), 50);
        Page page =
                signedIn(test, visitor).open(test.tenant.path("/compliances")).page();
        page.locator("#organization-switcher summary").click();
        page.locator("#organization-search").fill("branch");
        assertThat(page.locator("[data-menu-found]")).hasText("50 of 51");
    }),
    COMPLIANCE((test, visitor) -> signedIn(test, visitor).open(test.tenant.path("/compliances/ccpa"))),
    COMPLIANCE_WITHOUT_DESCRIPTION(
            (test, visitor) -> signedIn(test, visitor).open(test.tenant.path("/compliances/gdpr"))),
    CERTIFICATIONS((test, visitor) -> signedIn(test, visitor).open(test.tenant.path("/certifications"))),
    CERTIFICATIONS_LAST_PAGE((test, visitor) -> {
        test.publishMany(60);
        signedIn(test, visitor).open(test.tenant.path("/certifications?q=a&page=99"));
        assertThat(visitor.page().locator("#previous")).isVisible();
        assertThat(visitor.page().locator(".status-note")).isVisible();
        assertThat(visitor.page().locator(".on-request")).isVisible();
    }),
    COMPLIANCES_NOTHING_FOUND((test, visitor) -> {
        signedIn(test, visitor).open(test.tenant.path("/compliances?q=nothing-like-this"));
        assertThat(visitor.page().locator("#nothing")).isVisible();
    }),
    CERTIFICATION(
            (test, visitor) -> signedIn(test, visitor).open(test.tenant.path("/certifications/iso-iec-27001-2013"))),
    TERMS((test, visitor) -> signedIn(test, visitor).open(test.termsOf("hipaa"))),
    TERMS_UNTICKED((test, visitor) -> {
        Page page =
                signedIn(test, visitor).open(test.termsOf("hipaa")).expect(422).page();
        // As without scripts, which would show the error themselves.
        page.waitForNavigation(() -> page.locator("#agreement").evaluate("form => form.submit()"));
        assertThat(page.locator("#agreed-error")).isVisible();
    }),
    TERMS_CHANGED((test, visitor) -> {
        Page page =
                signedIn(test, visitor).open(test.termsOf("hipaa")).expect(409).page();
        test.fixtures.publishTerms(
                "# Confidential Information\n\nThe *next* words, which are:\n\n1. few, and\n2. new.\n");
        page.locator("#agreed").check();
        Visitor.agreeButton(page).click();
        assertThat(page.locator("#terms-notice")).isVisible();
    }),
    TERMS_REDLINE((test, visitor) -> {
        test.changeTermsAfterAgreement("hipaa");
        signedIn(test, visitor).open(test.termsOf("hipaa"));
        assertThat(visitor.page().locator("#redline ins").first()).isVisible();
    }),
    TERMS_REDLINE_UNFOLDED((test, visitor) -> {
        test.changeTermsAfterAgreement("hipaa");
        Page page = signedIn(test, visitor).open(test.termsOf("hipaa")).page();
        page.locator(".redline-unchanged summary").first().click();
        assertThat(page.locator(".redline-unchanged p").first()).isVisible();
    }),
    TERMS_GERMAN("de-DE", (test, visitor) -> {
        test.fixtures.publishTerms(
                "MATERIAL",
                Duration.ZERO,
                Map.of("en", "# Confidential Information\n\nWords.\n", "de", "# Vertrauliches\n\nWörter.\n"));
        signedIn(test, visitor).open(test.termsOf("hipaa"));
        assertThat(visitor.page().locator("html")).hasAttribute("lang", "de");
    }),
    CERTIFICATIONS_GERMAN(
            "de-DE", (test, visitor) -> signedIn(test, visitor).open(test.tenant.path("/certifications"))),
    DIALOG_REDLINE((test, visitor) -> {
        test.changeTermsAfterAgreement("hipaa");
        Page page = signedIn(test, visitor)
                .open(test.tenant.path("/certifications"))
                .page();
        Visitor.downloadButton(page, "hipaa").click();
        assertThat(page.locator("dialog[open] #redline ins").first()).isVisible();
    }),
    DIALOG((test, visitor) -> {
        Page page = signedIn(test, visitor)
                .open(test.tenant.path("/certifications"))
                .page();
        Visitor.downloadButton(page, "hipaa").click();
        assertThat(page.locator("dialog[open]")).isVisible();
    }),
    DIALOG_UNTICKED((test, visitor) -> {
        Page page = signedIn(test, visitor)
                .open(test.tenant.path("/certifications"))
                .page();
        Visitor.downloadButton(page, "hipaa").click();
        Visitor.agreeButton(page).click();
        assertThat(page.locator("#agreed-error")).isVisible();
    }),
    DOWNLOAD((test, visitor) -> {
        Page page = signedIn(test, visitor).open(test.termsOf("hipaa")).page();
        page.locator("#agreed").check();
        page.waitForDownload(() -> Visitor.agreeButton(page).click());
    }),
    DOWNLOAD_AGAIN((test, visitor) -> {
        DOWNLOAD.enter(test, visitor);
        visitor.page().reload();
        assertThat(visitor.page().locator("h1")).hasText("Your download");
    }),
    ACTIVITY((test, visitor) -> {
        test.permit("hipaa");
        signedIn(test, visitor).open(test.tenant.path("/activity"));
        assertThat(visitor.page().locator(".activity tbody tr").first()).isVisible();
    }),
    ACTIVITY_NOTHING((test, visitor) -> {
        signedIn(test, visitor).open(test.tenant.path("/activity?from=2020-01-01&to=2020-01-01"));
        assertThat(visitor.page().locator("#nothing")).isVisible();
    }),
    MEMBERS((test, visitor) -> {
        test.inviteColleagues();
        signedIn(test, visitor).open(test.tenant.path("/members"));
        assertThat(visitor.page().locator("#invitations")).isVisible();
    }),
    MEMBERS_GERMAN("de-DE", (test, visitor) -> {
        test.inviteColleagues();
        signedIn(test, visitor).open(test.tenant.path("/members?done=INVITED"));
        assertThat(visitor.page().locator("#members-notice")).isVisible();
    }),
    MEMBERS_REFUSED((test, visitor) -> {
        test.inviteColleagues();
        Page page = signedIn(test, visitor)
                .expect(409)
                .open(test.tenant.path("/members"))
                .page();
        page.locator("#invite-email").fill(test.tenant.member().email());
        page.locator("#invite button").click();
        assertThat(page.locator("#members-notice")).isFocused();
    }),
    MEMBERS_LAST_PAGE((test, visitor) -> {
        for (int number = 0; number < 30; number++) {
            test.fixtures.invitedMember(test.tenant, "MEMBER");
        }
        signedIn(test, visitor).open(test.tenant.path("/members?q=invited&page=2"));
        assertThat(visitor.page().locator("#previous")).isVisible();
    }),
    MEMBER((test, visitor) -> signedIn(test, visitor)
            .open(test.tenant.path("/members/"
                    + test.fixtures.invitedMember(test.tenant, "ADMIN").id()))),
    ACTIVITY_MEMBERS((test, visitor) -> {
        test.inviteColleagues();
        signedIn(test, visitor).open(test.tenant.path("/activity"));
        assertThat(visitor.page().locator(".activity tbody tr").first()).isVisible();
    }),
    INVITATION((test, visitor) -> visitor.open(test.invitationLink("guest@" + test.tenant.slug() + ".example"))),
    INVITATION_GERMAN(
            "de-DE", (test, visitor) -> visitor.open(test.invitationLink("guest@" + test.tenant.slug() + ".example"))),
    INVITATION_OBJECTION((test, visitor) -> {
        Page page = visitor.expect(422)
                .open(test.invitationLink("guest@" + test.tenant.slug() + ".example"))
                .page();
        page.locator("#name").fill("Gil Guest");
        page.locator("#new-password").fill("passwordpassword");
        page.locator("#repeated-password").fill("passwordpassword");
        page.locator("#new-account button").click();
        assertThat(page.locator("#password-objection")).isVisible();
    }),
    INVITATION_SIGNED_IN((test, visitor) ->
            signedIn(test, visitor).open(test.invitationLink("guest@" + test.tenant.slug() + ".example"))),
    INVITATION_OF_ANOTHER((test, visitor) -> {
        String other = test.fixtures.organization().admin().email();
        signedIn(test, visitor).open(test.invitationLink(other));
        assertThat(visitor.page().locator("#for-other")).isVisible();
    }),
    INVITATION_EXPIRED((test, visitor) -> {
        String link = test.invitationLink("guest@" + test.tenant.slug() + ".example");
        test.fixtures.update(
                "update invitation set created_at = now() - interval '8 days', expires_at = now()"
                        + " where organization_id = ?",
                test.tenant.id());
        visitor.expect(410).open(link);
        assertThat(visitor.page().locator("#invitation-closed")).isVisible();
    }),
    PASSKEYS((test, visitor) -> {
        test.fixtures.update(
                "insert into passkey_user (user_id) values (?)",
                test.tenant.admin().id());
        test.fixtures.update(
                "insert into passkey (credential_id, user_id, attestation_object, signature_count, transports, label)"
                        + " values (sha256(convert_to(?, 'UTF8')), ?, '\\x01', 0, '', 'Laptop')",
                test.tenant.slug(),
                test.tenant.admin().id());
        Page page = signedIn(test, visitor).open("/account?passkey=last").page();
        page.locator("#rename-0").click();
        page.locator("#remove-0").click();
        assertThat(page.locator("#passkeys-done")).isVisible();
        assertThat(page.locator("#add-passkey")).isVisible();
    }),
    PASSKEY_REFUSED((test, visitor) -> {
        visitor.open("/sign-in?passkey-refused");
        assertThat(visitor.page().locator("#passkey")).isVisible();
    }),
    RECEIPT((test, visitor) -> {
        test.permit("hipaa");
        Page page = signedIn(test, visitor).open(test.tenant.path("/activity")).page();
        page.locator(".cell-detail a").first().click();
        assertThat(page.locator(".receipt-lines").first()).isVisible();
    }),
    DOWNLOAD_EXPIRED((test, visitor) -> {
        signedIn(test, visitor).expect(410).open(test.tenant.path("/downloads/" + test.expiredPermit("hipaa")));
        assertThat(visitor.page().locator("#message-title")).isVisible();
    }),
    DOWNLOAD_WITHDRAWN((test, visitor) -> {
        Issued issued = test.fixtures.certificate();
        UUID permit = test.permit(issued.certification());
        test.fixtures.retire(issued);
        signedIn(test, visitor).expect(410).open(test.tenant.path("/downloads/" + permit));
        assertThat(visitor.page().locator("#message-title")).isVisible();
    }),
    ADMIN_REQUIRED((test, visitor) -> {
        test.signedIn(visitor, test.tenant.member()).expect(403).open("/");
        assertThat(visitor.page().locator(".contacts")).isVisible();
    }),
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
        visitor.page().locator("summary").last().click();
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
        assertThat(visitor.page().locator("tbody tr").first()).isVisible();
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
    DESK_AGREEMENTS((test, visitor) -> {
        test.agreements().submitted(test.tenant, "-1 day", null);
        auditor(test, visitor).open("/desk/agreements");
    }),
    CERTIFICATIONS_UNDER_AGREEMENT("de-DE", (test, visitor) -> {
        test.agreements().inForce(test.tenant);
        Page page = signedIn(test, visitor)
                .open(test.tenant.path("/certifications"))
                .page();
        assertThat(page.locator("#agreement-notice")).isVisible();
    }),
    UNDER_AGREEMENT((test, visitor) -> {
        test.agreements().inForce(test.tenant);
        UUID certificate = test.issued("soc-2-type-2").certificate();
        signedIn(test, visitor).open(test.tenant.path("/certificates/" + certificate + "/terms"));
    }),
    DOWNLOAD_UNDER_AGREEMENT((test, visitor) -> downloadUnderAgreement(test, visitor)),
    RECEIPT_UNDER_AGREEMENT("de-DE", (test, visitor) -> {
        Page page = downloadUnderAgreement(test, visitor);
        page.locator("#receipt").click();
        assertThat(page.locator("#receipt-pdf")).isVisible();
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
    DESK_SECOND_FACTOR((test, visitor) -> atDesk(test, visitor).open("/desk-sign-in")),
    NOT_FOUND((test, visitor) -> {
        signedIn(test, visitor).expect(404).open("/organizations/nobody/compliances");
        assertThat(visitor.page().locator(".problem")).isVisible();
    });

    private interface Steps {
        void take(PagesTest test, Visitor visitor);
    }

    private final String language;
    private final Steps steps;

    Scene(Steps steps) {
        this("en-GB", steps);
    }

    Scene(String language, Steps steps) {
        this.language = language;
        this.steps = steps;
    }

    /** The language of the visitor's browser. */
    String language() {
        return language;
    }

    /** Leads a visitor who is not signed in to this scene. */
    void enter(PagesTest test, Visitor visitor) {
        steps.take(test, visitor);
        assertThat(visitor.page().locator("h1").first()).isVisible();
    }

    /** The name for files. */
    String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
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

    private static Page downloadUnderAgreement(PagesTest test, Visitor visitor) {
        test.agreements().inForce(test.tenant);
        Page page = signedIn(test, visitor)
                .open(test.tenant.path("/certifications/soc-2-type-2"))
                .page();
        page.locator("button[form=download]").first().click();
        assertThat(page.locator("#under-agreement")).isVisible();
        return page;
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

    private static Visitor signedIn(PagesTest test, Visitor visitor) {
        return test.signedIn(visitor, test.tenant.admin());
    }
}
