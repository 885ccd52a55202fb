package io.compliancecenter.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.compliancecenter.browser.chromium.Visitor;
import io.compliancecenter.browser.scene.PagesTest;
import io.compliancecenter.testing.pdf.Pdfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages print their full content once, and nothing that works on a screen only. */
class PrintIT extends PagesTest {

    private static final List<String> CLAUSES =
            IntStream.rangeClosed(1, 120).mapToObj("Clause%03d"::formatted).toList();

    // The frame and the buttons.
    private static final String[] ON_THE_SCREEN_ONLY = {
        "Skip to content",
        "Sign out",
        "Switch Organization",
        "Agree and download",
        "Cancel",
        "Download the file",
        "Receipt as PDF"
    };

    @BeforeEach
    void publishLongTerms() {
        fixtures.publishTerms("# Confidential words\n\n" + String.join(" has some words of its own.\n\n", CLAUSES));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theTermsInADialogArePrintedWholeAndAlone(boolean changed) throws IOException {
        if (changed) {
            actors.adminOf(tenant).permit(issued("hipaa"), "1 minute");
            fixtures.publishTerms(
                    "# Confidential words\n\n" + String.join(" has some words of its own.\n\n", CLAUSES) + ".");
        }
        Page page = admin().open(tenant.path("/certifications")).page();
        Visitor.downloadButton(page, "hipaa").click();
        assertThat(page.locator("dialog[open]")).isVisible();
        List<String> sheets = sheets(print(page, "dialog-of-long-terms" + (changed ? "-changed" : "")));
        assertThat(sheets).hasSizeGreaterThan(2).noneMatch(String::isBlank);
        assertThat(sheets.get(0)).contains("Confidential words");
        String all = String.join("\n", sheets);
        if (!changed) {
            assertThat(CLAUSES).allSatisfy(clause -> assertThat(all).containsOnlyOnce(clause));
        }
        assertThat(all.substring(all.lastIndexOf("Confidential words"))).contains(CLAUSES);
        assertThat(all)
                .contains("Terms version")
                .doesNotContain(ON_THE_SCREEN_ONLY)
                .doesNotContain(tenant.name(), "Compliances", "Safe to Host", "Read and agree");
    }

    @Test
    void theTermsOnAPageArePrintedWhole() throws IOException {
        String all = Pdfs.textOf(admin().open(termsOf("hipaa")).page().pdf());
        assertThat(CLAUSES).allSatisfy(clause -> assertThat(all).containsOnlyOnce(clause));
        assertThat(all).doesNotContain(ON_THE_SCREEN_ONLY);
    }

    @Test
    void hashesArePrintedWholeAndAddressesOfLinksToo() throws IOException {
        UUID certificate = certificate("hipaa");
        String certification = Pdfs.textOf(
                admin().open(tenant.path("/certifications/hipaa")).page().pdf());
        String sha256 =
                fixtures.asOwner(owner -> owner.sql("select encode(sha256, 'hex') from certificate where id = ?")
                        .param(certificate)
                        .query(String.class)
                        .single());
        assertThat(certification.replaceAll("\\s", "")).contains(sha256);
        assertThat(Pdfs.textOf(
                        admin().open(tenant.path("/compliances/ccpa")).page().pdf()))
                .contains("https://");
    }

    /** Checks a page on paper for blank sheets, and for what works on a screen only. */
    static void look(String scene, Page page, SoftAssertions looks) {
        try {
            List<String> sheets = sheets(print(page, scene));
            looks.assertThat(sheets).as("%s has a blank sheet", scene).noneMatch(String::isBlank);
            looks.assertThat(String.join("\n", sheets)).as("%s on paper", scene).doesNotContain(ON_THE_SCREEN_ONLY);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Prints a page, with {@code -Dscreenshots} to a file to look at. */
    private static byte[] print(Page page, String name) {
        Page.PdfOptions options = new Page.PdfOptions().setFormat("A4");
        return page.pdf(
                System.getProperty("screenshots") == null
                        ? options
                        : options.setPath(Path.of("target", "screenshots", "print", name + ".pdf")));
    }

    private static List<String> sheets(byte[] paper) throws IOException {
        try (PDDocument document = Loader.loadPDF(paper)) {
            return IntStream.rangeClosed(1, document.getNumberOfPages())
                    .mapToObj(number -> textOf(document, number))
                    .toList();
        }
    }

    private static String textOf(PDDocument document, int sheet) {
        try {
            PDFTextStripper text = new PDFTextStripper();
            text.setStartPage(sheet);
            text.setEndPage(sheet);
            return text.getText(document);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
