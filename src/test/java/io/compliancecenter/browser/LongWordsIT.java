package io.compliancecenter.browser;

import com.microsoft.playwright.Page;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.Fixtures.User;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page with words that are longer than its lines, in every text from outside. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongWordsIT extends PagesTest {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots", "long-words");

    private static final String WORD =
            "Rindfleischetikettierungsüberwachungsaufgabenübertragungsinformationssicherheitsmanagementsystem";

    private static final List<String> TABLES =
            List.of("vendor", "compliance", "compliance_link", "certification", "certification_audit");

    private static final String LETTERS = "a".repeat(60);

    // A text is spilled if it is not within the boxes around it, unless they scroll. Only a chart may scroll sideways.
    private static final String SPILLED = """
            () => {
              const isClipped = (element) => getComputedStyle(element).clipPath === 'inset(50%)';
              const spilled = [];
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (texts.nextNode()) {
                const text = texts.currentNode;
                const ancestors = [];
                for (let one = text.parentElement; one && one !== document.body; one = one.parentElement) {
                  ancestors.push(one);
                }
                if (!text.data.trim() || !text.parentElement.checkVisibility({ visibilityProperty: true })
                    || ancestors.some((one) => isClipped(one) || one.matches('select, script, textarea, .chart-scroll'))) {
                  continue;
                }
                const range = document.createRange();
                range.selectNodeContents(text);
                const box = range.getBoundingClientRect();
                if (box.left < -1 || box.right > innerWidth + 1) {
                  spilled.push(`${text.data.slice(0, 40)} is out of the window`);
                }
                for (const around of ancestors) {
                  const style = getComputedStyle(around);
                  const edge = around.getBoundingClientRect();
                  const isBox = style.display !== 'inline' && style.display !== 'contents';
                  if (isBox && (box.left < edge.left - 1 || box.right > edge.right + 1)) {
                    spilled.push(`${text.data.slice(0, 40)} sticks out of ${around.outerHTML.slice(0, 90)}`);
                    break;
                  }
                  if (/auto|scroll/.test(style.overflowY) || /absolute|fixed/.test(style.position)) {
                    break;
                  }
                  if (style.overflowY === 'hidden' && (box.top < edge.top - 1 || box.bottom > edge.bottom + 1)) {
                    spilled.push(`${text.data.slice(0, 40)} is cut off by ${around.outerHTML.slice(0, 90)}`);
                    break;
                  }
                }
              }
              return spilled;
            }
            """;

    private final List<UUID> certificates = new ArrayList<>();

    @BeforeAll
    void publishLongWords() {
        fixtures.asOwner(owner -> {
            for (String table : TABLES) {
                owner.sql("create table before_long_words_" + table + " as table " + table)
                        .update();
            }
            owner.sql("update vendor set name = :word, introduction = :word, support = :support")
                    .param("word", WORD)
                    .param("support", LETTERS + "@" + LETTERS + ".example")
                    .update();
            owner.sql("""
                            update compliance
                               set name = :word || position, summary = :word, description = '# ' || :word || E'\\n\\n' || :word,
                                   how_we_comply = nullif(coalesce(how_we_comply, '') || :word, :word)
                            """).param("word", WORD).update();
            owner.sql("update compliance_link set label = :word")
                    .param("word", WORD)
                    .update();
            owner.sql("""
                            update certification
                               set name = :word || position, summary = :word, assures = '# ' || :word || E'\\n\\n- ' || :word,
                                   renewal_description = nullif(coalesce(renewal_description, '') || :word, :word)
                             where retired_at is null
                            """).param("word", WORD).update();
            owner.sql("update certification_audit set name = :word")
                    .param("word", WORD)
                    .update();
            return owner;
        });
        for (String certification : List.of("hipaa", "iso-iec-27001-2013")) {
            certificates.add(fixtures.anotherVersion(certification, WORD, WORD + ".pdf"));
        }
    }

    @AfterAll
    void publishWhatWasThere() {
        certificates.forEach(
                certificate -> fixtures.update("update certificate set retired_at = now() where id = ?", certificate));
        fixtures.asOwner(owner -> {
            owner.sql("""
                            update vendor v set name = b.name, introduction = b.introduction, support = b.support
                              from before_long_words_vendor b
                            """).update();
            owner.sql("""
                            update compliance c
                               set name = b.name, summary = b.summary, description = b.description,
                                   how_we_comply = b.how_we_comply
                              from before_long_words_compliance b where b.code = c.code
                            """).update();
            owner.sql("""
                            update certification c
                               set name = b.name, summary = b.summary, assures = b.assures,
                                   renewal_description = b.renewal_description
                              from before_long_words_certification b where b.code = c.code
                            """).update();
            owner.sql("""
                            update compliance_link l set label = b.label from before_long_words_compliance_link b
                             where (b.compliance_code, b.position) = (l.compliance_code, l.position)
                            """).update();
            owner.sql("""
                            update certification_audit a set name = b.name from before_long_words_certification_audit b
                             where (b.certification_code, b.position) = (a.certification_code, a.position)
                            """).update();
            for (String table : TABLES) {
                owner.sql("drop table before_long_words_" + table).update();
            }
            return owner;
        });
    }

    @BeforeEach
    void nameEverybodyAtLength() {
        fixtures.update("update organization set name = ? where id = ?", WORD, tenant.id());
        tenant = new Tenant(
                tenant.id(), tenant.slug(), WORD, atLength(tenant.admin(), "a"), atLength(tenant.member(), "m"));
        fixtures.publishTerms(terms());
    }

    private User atLength(User user, String initial) {
        String email = initial + LETTERS + "@" + tenant.slug() + "." + LETTERS + ".example";
        fixtures.update("update user_account set name = ?, email = ? where id = ?", WORD, email, user.id());
        return new User(user.id(), email, WORD);
    }

    @Override
    String terms() {
        return "# " + WORD + "\n\n" + WORD + "\n\n> " + WORD + "\n\n1. " + WORD + "\n\n```\n" + WORD + "\n```\n\n"
                + super.terms();
    }

    // base.css: "overflow-wrap: anywhere"
    @ParameterizedTest
    @MethodSource("io.compliancecenter.browser.Scene#all")
    void noPageScrollsSidewaysAndNoTextIsCutOff(Scene scene) {
        Visitor visitor = stillVisitor(scene);
        scene.enter(this, visitor);
        Page page = visitor.page();
        SoftAssertions looks = new SoftAssertions();
        for (int width : new int[] {320, 390, 1280}) {
            page.setViewportSize(width, 800);
            String name = scene.fileName() + "-" + width;
            int found = looks.assertionErrorsCollected().size();
            looks.assertThat(overflow(page)).as("%s scrolls sideways by", name).isLessThanOrEqualTo(0);
            looks.assertThat((List<?>) page.evaluate(SPILLED)).as(name).isEmpty();
            if (looks.assertionErrorsCollected().size() > found || System.getProperty("screenshots") != null) {
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve(name + ".png"))
                        .setFullPage(true));
            }
        }
        looks.assertAll();
    }
}
