package io.compliancecenter.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.pdf.Pdfs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PdfTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada Lovelace",
                "Łukasz Żółć Ærøskøbing İstanbul Nguyễn",
                "Πηνελόπη",
                "Анна Щукина",
                "محمد عبد الله",
                "שרה לוי",
                "अनन्या शर्मा",
                "অনন্যা",
                "સ્નેહા",
                "ਸਿਮਰਨ",
                "தமிழ்ச்செல்வி",
                "స్రవంతి",
                "ಶ್ರೀಧರ",
                "ശ്രീജിത്ത്",
                "ක්‍රිෂාන්",
                "ଓଡ଼ିଆ",
                "สมชาย ใจดี น้ำ",
                "ສົມໃຈ",
                "សុខា",
                "မြန်မာ",
                "ნინო",
                "Արմեն",
                "አበበ",
                "王小明 張偉",
                "さくら サクラ",
                "김민준",
                "ᚠᚢᚦ ᏣᎳᎩ ⵣ",
                "😀👍",
                "𝔘𝔫𝔦"
            })
    void everyCharacterHasAGlyph(String name) {
        PdfText text = PdfText.of(name);
        assertThat(text.glyphs())
                .isNotEmpty()
                .allSatisfy(glyph -> assertThat(glyph.number()).as(glyph.text()).isPositive());
        assertThat(text.glyphs()).noneMatch(glyph -> glyph.text().startsWith("[U+"));
        assertThat(text.width(10)).isPositive();
        assertThat(PlainText.of(name)).doesNotContain("[U+");
    }

    /** The whole plane that names are written in; fails if Unifont is left out. */
    @Test
    void everyLetterOfTheBasicPlaneHasAGlyph() {
        for (int character = 0x20; character < 0xFFFE; character++) {
            if (Character.isLetterOrDigit(character)
                    && Character.UnicodeScript.of(character) != Character.UnicodeScript.UNKNOWN) {
                assertThat(FontFile.of(character)).as("U+%04X", character).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a\r\nb\tc'|a b c",
                "'a\u202Eb\u2066c\u2069'|abc",
                "'a\u0000\u0007\u001Bb'|ab",
                "'a\u00ADb\uFEFF'|ab",
                "'e\u0301'|é",
                "'a\uD800b'|a[U+D800]b",
                "'\uE000'|[U+E000]",
                "'\u2028x\u2029'|' x '"
            })
    void hostileCharactersAreNeutralised(String text, String shown) {
        assertThat(PlainText.of(text)).isEqualTo(shown);
    }

    @Test
    void whatNoFontHasIsShownByItsNumber() {
        assertThat(PlainText.of(new String(Character.toChars(0x10FFFD)))).isEqualTo("[U+10FFFD]");
    }

    /** Fails without {@code MOST_MARKS}. */
    @Test
    void marksDoNotPileUpOverOtherLines() {
        assertThat(PlainText.of("Z" + "\u0335".repeat(500) + "o")).hasSize(6);
    }

    /** Fails if letters are taken one by one, without Java's layout. */
    @Test
    void arabicLettersAreJoinedAndStandFromRightToLeft() {
        PdfText text = PdfText.of("ببب");
        assertThat(text.glyphs()).hasSize(3);
        assertThat(text.glyphs().stream().map(Glyph::number).distinct()).hasSize(3);
        PdfText two = PdfText.of("اب");
        assertThat(two.glyphs().get(0).text()).isEqualTo("ب");
    }

    @Test
    void partsStayInTheirPlaceWhateverTheirDirection() {
        PdfText text = PdfText.of("שרה", " · ", "2026");
        assertThat(text.glyphs().get(0).text()).isEqualTo("ה");
        assertThat(text.glyphs().get(text.glyphs().size() - 1).text()).isEqualTo("6");
    }

    @Test
    void aLineIsCutUntilItFitsButItsLastPartsAreWhole() {
        PdfText line = PdfText.of("W".repeat(500), " · ", "0123456789");
        PdfText fitted = line.fitting(10, 200, 1);
        assertThat(fitted.width(10)).isBetween(150.0, 200.0);
        assertThat(read(fitted)).contains("WWW…").contains("0123456789");
        assertThat(line.fitting(10, 1_000_000, 1)).isSameAs(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada Lovelace", "Łukasz Żółć", "Анна", "王小明", "김민준", "አበበ", "😀", "สมชาย", "שרה", "محمد"})
    void whatIsDrawnCanBeSelectedAsText(String name) {
        assertThat(read(PdfText.of(name))).contains(name);
    }

    private static String read(PdfText line) {
        return Pdfs.textOf(Pdfs.with(document -> draw(document, line)));
    }

    private static void draw(PDDocument document, PdfText line) throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        PdfFonts fonts = new PdfFonts(document, false);
        StringBuilder content = new StringBuilder();
        PDResources resources = new PDResources();
        fonts.draw(content, resources, line, 50, 700, 20);
        fonts.embed();
        page.setResources(resources);
        COSStream stream = new COSStream();
        try (OutputStream out = stream.createOutputStream()) {
            out.write(content.toString().getBytes(StandardCharsets.US_ASCII));
        }
        page.getCOSObject().setItem(COSName.CONTENTS, stream);
    }
}
