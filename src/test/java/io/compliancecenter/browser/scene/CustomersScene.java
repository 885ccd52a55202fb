package io.compliancecenter.browser.scene;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.compliancecenter.browser.chromium.Visitor;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** The pages of customers, and those of signing in. */
public enum CustomersScene implements Scene {
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
    NOT_FOUND((test, visitor) -> {
        signedIn(test, visitor).expect(404).open("/organizations/nobody/compliances");
        assertThat(visitor.page().locator(".problem")).isVisible();
    });

    private final String language;
    private final Steps steps;

    CustomersScene(Steps steps) {
        this("en-GB", steps);
    }

    CustomersScene(String language, Steps steps) {
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

    private static Page downloadUnderAgreement(PagesTest test, Visitor visitor) {
        test.agreements().inForce(test.tenant);
        Page page = signedIn(test, visitor)
                .open(test.tenant.path("/certifications/soc-2-type-2"))
                .page();
        page.locator("button[form=download]").first().click();
        assertThat(page.locator("#under-agreement")).isVisible();
        return page;
    }

    private static Visitor signedIn(PagesTest test, Visitor visitor) {
        return test.signedIn(visitor, test.tenant.admin());
    }
}
