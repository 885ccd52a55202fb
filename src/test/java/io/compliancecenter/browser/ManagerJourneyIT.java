package io.compliancecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import io.compliancecenter.browser.chromium.Hand;
import io.compliancecenter.browser.chromium.KeyboardHand;
import io.compliancecenter.browser.chromium.Visitor;
import io.compliancecenter.browser.scene.BrowserTest;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.mail.Mailbox;
import io.compliancecenter.testing.pdf.Pdfs;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What compliance managers do, from a PDF that came by mail to the name on a leaked copy, as {@code docs/desk.md} says it. What
 * one step gives is what the next begins with.
 */
class ManagerJourneyIT extends BrowserTest {

    private static final String NEW_TERMS = "# Confidential Information\n\nYou show the certificate to nobody else.\n";

    @Autowired
    Mailbox mailbox;

    @Autowired
    DeskRoleSql deskRole;

    /** The certificate that is renewed. */
    private Issued issued;

    /** What the slugs of imported Organizations, and the code of the group, begin with. */
    private String slug;

    private Hand support;
    private Hand editor;
    private Hand approver;
    private String renewed;

    @BeforeEach
    void publish() {
        issued = fixtures.certificate();
        slug = "j" + UUID.randomUUID().toString().substring(0, 8);
    }

    @AfterEach
    void cleanUp() {
        deskRole.as(
                fixtures.deskPerson("EDITOR"),
                database -> database.sql("""
                        select cast(withdraw_terms(version, 'After a test') as text) from terms_version
                         where effective_at > now() and retired_at is null and managed_by = 'DESK'
                        """).query().listOfRows());
        fixtures.update("update organization set managed_by = 'FOLDER' where slug like ?", slug + "-%");
        fixtures.update("update organization set retired_at = now() where slug like ?", slug + "-%");
        deskRole.as(
                fixtures.deskPerson("SUPPORT"),
                database -> database.sql(
                                "select cast(retire_access_group(code) as text) from access_group where code = ? and retired_at is null")
                        .param(slug)
                        .query()
                        .listOfRows());
    }

    @Test
    void withAMouse() {
        support = new Hand(stillVisitor("en-GB"));
        editor = new Hand(visitor());
        approver = new Hand(visitor(profile -> profile.setLocale("de-DE")));
        story(new Hand(visitor()), new Hand(visitor()), 500);
    }

    @Test
    void withTheKeyboardWithoutScriptsOnANarrowPage() {
        SoftAssertions looks = new SoftAssertions();
        support = keyboard("en-GB", looks);
        editor = keyboard("en-GB", looks);
        approver = keyboard("de-DE", looks);
        // Of all lines on one page, axe would check each.
        story(keyboard("en-GB", looks), keyboard("de-DE", looks), 20);
        looks.assertAll();
    }

    private Hand keyboard(String language, SoftAssertions looks) {
        return new KeyboardHand(visitor(profile -> profile.setLocale(language)), looks);
    }

    private void story(Hand admin, Hand guest, int imported) {
        signIn(support, fixtures.deskPerson("SUPPORT"));
        signIn(editor, fixtures.deskPerson("EDITOR"));
        signIn(approver, fixtures.deskPerson("APPROVER"));
        signIn(admin, tenant.admin());

        joinAsImported(guest, importOrganizations(imported));
        makeGroup();
        renewCertificate();
        theGroupSeesIt(admin);
        renewTerms();
        recordSignedAgreement();
        downloadsUnderTheAgreement(admin);
        askFor(guest);
        byte[] copy = downloadAfterAgreeing(guest);
        theGrantEnds(guest);
        withdrawAndPurge(guest);
        nameTheLeak(copy);
    }

    private void signIn(Hand hand, User person) {
        signedIn(hand.visitor, person);
    }

    /** @return the address of somebody who is to be an admin */
    private String importOrganizations(int imported) {
        String email = "ada@" + slug + ".example";
        String lines = IntStream.rangeClosed(1, imported)
                .mapToObj(number -> "%s-%d,Branch %d of %s,%s,,%s\n"
                        .formatted(slug, number, number, slug, number == 1 ? email : "", number == 1 ? "ADMIN" : ""))
                .collect(Collectors.joining("", "organization,organization_name,email,name,role\n", ""));
        support.open("/desk").press("#navigation a[href$='/customers']");
        support.press("#import");
        support.see("#upload");
        support.attach("#file", file("customers.csv", "text/csv", lines.getBytes(StandardCharsets.UTF_8)));
        support.press("#upload .button-primary");
        assertThat(support.see("#summary").locator("dd").first()).hasText("" + imported);
        support.tick("#send");
        support.press("#apply .button-primary");
        support.see("#done");
        return email;
    }

    private void joinAsImported(Hand guest, String email) {
        guest.open("/links/invitation/" + mailbox.awaitOne(email).token());
        guest.type("#name", "Ada Imported");
        guest.type("#new-password", Fixtures.PASSWORD);
        guest.type("#repeated-password", Fixtures.PASSWORD);
        guest.press("#new-account button[type=submit]");
        assertThat(guest.page).hasURL(path("/compliances"));
    }

    private void makeGroup() {
        support.press("#navigation a[href$='/groups']");
        support.type("#new #name", "Pilot customers");
        support.type("#code", slug);
        support.press("#new .button-primary");
        support.see("#done");
        support.type("#search-words", tenant.slug());
        support.press("#search button");
        support.see(".desk-found");
        support.press(".desk-found button");
        support.see("#proposals");

        approver.open("/desk").press("#number-groups");
        approver.see("#proposals");
        approver.press("#proposals a[href$='/groups/" + slug + "']");
        approver.press("#proposals .button-primary");
        approver.see("#done");
        approver.press("#groups a[href$='/groups/" + slug + "']");
        assertThat(approver.see("#organizations tbody")).containsText(tenant.name());
    }

    private void renewCertificate() {
        editor.open("/desk").press("#navigation a[href$='/catalogue']");
        editor.see("#certifications");
        editor.press(row("form[action$='/manager'] button"));
        editor.see("#moved");
        editor.press(row("a[href$='/certificate']"));
        editor.see("#upload");
        editor.attach("#file", pdf("SOC 2 report.pdf", "Report " + UUID.randomUUID()));
        editor.press("#upload .button-primary");
        editor.see("#details");
        LocalDate issuedOn = LocalDate.of(2026, 11, 2);
        editor.type("#issuer", "New Assessors");
        editor.enter("#issuedOn", issuedOn);
        editor.enter("#validUntil", issuedOn.plusYears(1));
        editor.tick("[name=otherwise][value=ON_REQUEST]");
        editor.tick("[name=groups][value='" + slug + "']");
        editor.press("#details .button-primary");
        editor.see("#outcome");
        String draft = URI.create(editor.page.url()).getPath();
        assertThat(Pdfs.textOf(Visitor.bytes(editor.download("a[href$='/sample']"))))
                .contains("Report");
        editor.press("#preview");
        editor.see("#search");
        editor.type("#search-words", slug + "-1");
        editor.press("#search button");
        editor.press("#organizations tbody a");
        editor.see("#preview");
        editor.press("#tabs a:last-child");
        assertThat(editor.see(row(".on-request"))).isVisible();
        editor.open(draft).press("#submit button");
        editor.see("#outcome");

        approver.open("/desk").press("#number-review");
        approver.see("#drafts");
        approver.press("#drafts a[href$='" + draft + "']");
        approver.see(".comparison");
        approver.press("#approve button");
        assertThat(approver.see("#outcome")).hasText("Der Entwurf ist veröffentlicht.");
        renewed = certificate(issued.certification()).toString();
    }

    private void theGroupSeesIt(Hand admin) {
        admin.open(tenant.path("/certifications/" + issued.certification()));
        assertThat(admin.see("#certificates")).containsText("New Assessors");
        assertThat(admin.page.locator(downloadButton())).isVisible();
    }

    private void renewTerms() {
        LocalDate first = LocalDate.now().plusMonths(2).withDayOfMonth(1);
        editor.press("#navigation a[href$='/terms']");
        editor.see("#versions");
        editor.press("#new-version");
        editor.see("#terms");
        editor.choose("#kind", "MATERIAL");
        editor.enterTime("#effectiveAt", first);
        for (Locator text : editor.page.locator("textarea[name^='text.']").all()) {
            editor.type("[id='" + text.getAttribute("id") + "']", NEW_TERMS);
        }
        editor.press("#terms .button-primary");
        editor.see("#outcome");
        String draft = URI.create(editor.page.url()).getPath();
        editor.press("#submit button");

        approver.open(draft).press("#approve button");
        approver.see("#outcome");
        editor.press("#navigation a[href$='/terms']");
        Locator newest = editor.see("#versions tbody tr").first();
        assertThat(newest).containsText("Not in effect yet");
        assertThat(newest).containsText(first.format(DateTimeFormatter.ofPattern("d MMM yyyy, 00:00", Locale.ENGLISH)));
    }

    private void recordSignedAgreement() {
        support.press("#navigation a[href$='/customers']");
        support.type("#search-words", tenant.slug());
        support.press("#search button");
        support.press("#customers tbody a");
        support.see("#agreements");
        support.press("#new-agreement");
        support.see("#agreement");
        support.attach("#file", pdf("NDA.pdf", "NDA " + UUID.randomUUID()));
        support.type("#vendorParty", "Northwind Ltd");
        support.type("#customerParty", "Tenant GmbH");
        support.enter("#signedOn", LocalDate.of(2026, 3, 1));
        support.enter("#from", LocalDate.of(2026, 3, 1));
        support.press("#agreement .button-primary");
        support.see("#submit");
        support.press("#submit button");
        support.see("#outcome");

        approver.open("/desk").press("#number-agreements");
        approver.press("main .desk-list a[href*='" + tenant.id() + "']");
        approver.download("#paper");
        approver.press("#approve button");
        assertThat(approver.see("#outcome")).hasText("Die Vereinbarung ist freigegeben.");
    }

    private void downloadsUnderTheAgreement(Hand admin) {
        admin.open(tenant.path("/certifications/" + issued.certification()));
        admin.see("#agreement-notice");
        admin.download(downloadButton());
        admin.see("#under-agreement");
        assertThat(records.acceptances(tenant)).isEmpty();
    }

    private void askFor(Hand guest) {
        guest.open(path("/certifications/" + issued.certification()));
        assertThat(guest.page.locator(downloadButton())).hasCount(0);
        guest.type("#requests input[name=reason]", "Our yearly review of suppliers");
        guest.press("#requests .button-primary");
        guest.see("#request-outcome");

        support.open("/desk").press("#number-requests");
        String request = support.see("#requests tbody tr")
                .filter(new Locator.FilterOptions().setHasText("Branch 1 of " + slug))
                .locator("a")
                .getAttribute("href");
        support.press("a[href='" + request + "']");
        support.see("#grant");
        support.enter("#until", LocalDate.now().plusDays(30));
        support.press("#grant button");
        support.see("#saved");
    }

    private byte[] downloadAfterAgreeing(Hand guest) {
        guest.open(path("/certifications/" + issued.certification()));
        guest.unfold(downloadButton());
        guest.see("#agreed");
        guest.tick("#agreed");
        Download copy = guest.download("#agreement button[type=submit]");
        return Visitor.bytes(copy);
    }

    /** As if 31 days had passed. */
    private void theGrantEnds(Hand guest) {
        fixtures.update("alter table certificate_access disable trigger certificate_access_never_changes");
        fixtures.update("""
                update certificate_access set valid_from = valid_from - interval '31 days', valid_until = valid_until - interval '31 days'
                 where certificate_id = cast(? as uuid) and organization_id is not null
                """, renewed);
        fixtures.update("alter table certificate_access enable trigger certificate_access_never_changes");
        guest.open(path("/certifications/" + issued.certification()));
        assertThat(guest.page.locator(downloadButton())).hasCount(0);
        guest.see("#requests");
    }

    private void withdrawAndPurge(Hand guest) {
        String reason = "It has another customer’s data.";
        editor.press("#navigation a[href$='/catalogue']");
        editor.press(row("a[href$='/certificates']"));
        editor.unfold("[data-version='2'] summary");
        editor.type("[data-version='2'] textarea", reason);
        editor.press("[data-version='2'] .button-critical");
        editor.see("#withdrawn");
        guest.open(path("/certifications/" + issued.certification()));
        assertThat(guest.page.locator("main")).not().containsText("New Assessors");

        editor.press("main a[href$='/withdrawn']");
        editor.see("#withdrawn");
        editor.press("[data-certificate='" + renewed + "'] a");
        editor.type("#reason", reason);
        editor.press("#request .button-critical");
        editor.see("#done");
        approver.open("/desk").press("#number-purges");
        approver.press("[data-certificate='" + renewed + "'] a");
        assertThat(approver.see("#purge-reason")).hasText(reason);
        approver.press("#confirm button");
        assertThat(approver.see("#done")).containsText("gelöscht");
    }

    private void nameTheLeak(byte[] copy) {
        support.press("#navigation a[href$='/trace']");
        support.attach("#file", file("found on the web.pdf", "application/pdf", copy));
        support.press("#file-form button");
        Locator answer = support.see("#answer");
        assertThat(answer).containsText("Ada Imported");
        assertThat(answer).containsText("Branch 1 of " + slug);
    }

    private String path(String below) {
        return "/organizations/" + slug + "-1" + below;
    }

    private String row(String selector) {
        return "[data-code='" + issued.certification() + "'] " + selector;
    }

    private String downloadButton() {
        return ".download button[formaction*='" + renewed + "']";
    }

    private static FilePayload pdf(String name, String text) {
        return file(name, "application/pdf", Pdfs.page(text));
    }

    private static FilePayload file(String name, String type, byte[] content) {
        return new FilePayload(name, type, content);
    }
}
