package io.compliancecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.compliancecenter.browser.chromium.Visitor;
import io.compliancecenter.browser.scene.BrowserTest;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.pdf.Pdfs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A compliance manager publishes a certificate, and a second person approves it. Every page on the way is checked as those of
 * {@link PagesIT} are.
 */
class DeskJourneyIT extends BrowserTest {

    private final SoftAssertions looks = new SoftAssertions();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCertificateIsPublishedWithAndWithoutScripts(boolean scripts) {
        User editorAccount = fixtures.deskPerson("EDITOR");
        String code = fixtures.deskCertification();
        Visitor editor = signedIn(stillVisitor("en-GB", scripts), editorAccount);
        Visitor approver = signedIn(stillVisitor("de-DE", scripts), fixtures.deskPerson("APPROVER"));

        Page desk = editor.open("/").page();
        assertThat(desk).hasURL("/desk");
        look("overview", editor, scripts);
        desk.locator("#navigation a").nth(1).click();
        look("catalogue", editor, scripts);
        desk.locator("[data-code='" + code + "'] a[href$='/certificate']").click();
        editor.expect(422);
        upload(desk, "no.pdf", "not a PDF".getBytes(StandardCharsets.UTF_8));
        assertThat(desk.locator("#file-error")).isVisible();
        look("upload-refused", editor, scripts);
        upload(desk, "report.pdf", Pdfs.page("Report " + UUID.randomUUID()));

        desk.locator("#issuer").fill("Test Assessors");
        desk.locator("#issuedOn").fill("2026-11-01");
        desk.locator("#validUntil").fill("2026-10-31");
        desk.locator("#details button[type=submit]").click();
        assertThat(desk.locator("#validUntil-error")).isVisible();
        look("details-refused", editor, scripts);
        desk.locator("#validUntil").fill("2027-10-31");
        desk.locator("#details button[type=submit]").click();
        assertThat(desk.locator("#outcome")).isVisible();
        look("draft", editor, scripts);
        desk.locator("#submit button").click();
        assertThat(desk.locator("#outcome")).hasText("The draft is in review.");
        String draft = desk.url().replaceFirst("\\?.*", "");

        Page review = approver.open("/desk/drafts").page();
        look("drafts", approver, scripts);
        review.navigate(draft);
        look("review", approver, scripts);
        review.locator("#approve button").click();
        assertThat(review.locator("#outcome")).hasText("Der Entwurf ist veröffentlicht.");
        look("published", approver, scripts);

        Page customer = admin().open(tenant.path("/certifications/" + code)).page();
        assertThat(customer.locator("#certificates")).containsText("Test Assessors");
        looks.assertAll();
    }

    // desk.js: makeSortable
    @Test
    void anItemIsDraggedToItsPlace() {
        fixtures.deskCertification();
        String last = fixtures.deskCertification();
        Visitor editor = signedIn(stillVisitor("en-GB"), fixtures.deskPerson("EDITOR"));
        Page page = editor.open("/desk/catalogue/CERTIFICATION/order").page();
        Locator items = page.locator("[data-sortable] > li");
        int place = codes(items).indexOf(last);
        Assertions.assertThat(place).isPositive();

        items.nth(place)
                .locator(".desk-order-name")
                .dragTo(items.first(), new Locator.DragToOptions().setTargetPosition(20, 2));

        assertThat(page.locator("[role=status]")).containsText("Certification " + last);
        assertThat(items.first()).hasAttribute("data-code", last);
        assertThat(items.first().locator("button[name=down]")).isFocused();
        page.locator("#order > .button-primary").click();
        assertThat(page.locator("#outcome")).isVisible();
        page.locator("#discard summary").click();
        page.locator("#discard button").click();
        assertThat(page.locator("#done")).isVisible();
    }

    private static List<String> codes(Locator items) {
        return items.all().stream().map(item -> item.getAttribute("data-code")).toList();
    }

    private static void upload(Page page, String name, byte[] content) {
        page.locator("#file").setInputFiles(new FilePayload(name, "application/pdf", content));
        page.locator("#upload button[type=submit]").click();
    }

    /** Scripts are what checks a page, so a page without them is only seen to have worked. */
    private void look(String name, Visitor visitor, boolean scripts) {
        if (scripts) {
            PagesIT.lookWideAndNarrow("desk-" + name, visitor, looks);
            visitor.page().setViewportSize(Visitor.WIDTH, Visitor.HEIGHT);
        }
    }
}
