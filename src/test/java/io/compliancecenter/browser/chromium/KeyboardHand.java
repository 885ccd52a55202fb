package io.compliancecenter.browser.chromium;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.assertj.core.api.SoftAssertions;

/** With the keyboard alone, without scripts, on a page of 320 px. Each stop of the focus is checked, and each page by axe. */
public final class KeyboardHand extends Hand {

    static final int WIDTH = 320;

    // More than any page has.
    private static final int FURTHEST = 400;

    // In the language of the browser, not in that of the page
    private static final DateTimeFormatter AS_TYPED = DateTimeFormatter.ofPattern("MMddyyyy");

    // What has the focus is in the window, is not covered (WCAG 2.4.11), looks like it (2.4.7), and is not above the
    // stop before
    // in the one column that there is (2.4.3).
    private static final String STOP = """
            selector => {
              const focused = document.activeElement;
              if (focused === document.body) {
                window.stopBefore = null;
                return '';
              }
              const box = focused.getBoundingClientRect();
              const name = focused.outerHTML.slice(0, 160);
              const main = focused.closest('main');
              const before = window.stopBefore;
              window.stopBefore = main ? { main, top: box.top + scrollY } : null;
              if (main && before?.main === main && box.bottom + scrollY < before.top) {
                return `above the stop before: ${name}`;
              }
              const left = Math.max(box.left, 0);
              const right = Math.min(box.right, innerWidth);
              const top = Math.max(box.top, 0);
              const bottom = Math.min(box.bottom, innerHeight);
              const x = (left + right) / 2;
              const y = (top + bottom) / 2;
              if (right <= left || bottom <= top) {
                return `out of the window: ${name}`;
              }
              const seen = document.elementFromPoint(x, y);
              if (!seen || !(focused.contains(seen) || seen.contains(focused) && seen === focused.closest('label'))) {
                return `covered by ${seen?.outerHTML.slice(0, 120)}: ${name}`;
              }
              const style = getComputedStyle(focused);
              if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 1) {
                return `no outline: ${name}`;
              }
              return focused.matches(selector) ? 'here' : '';
            }
            """;

    private final SoftAssertions looks;
    private ColorScheme next = ColorScheme.DARK;

    public KeyboardHand(Visitor visitor, SoftAssertions looks) {
        super(visitor);
        this.looks = looks;
        // Pages have no scripts but those in files. Where scripts are switched off in the browser, axe would not run
        // either.
        page.route("**/*.js", file -> file.fulfill(new Route.FulfillOptions().setContentType("text/javascript")));
        page.setViewportSize(WIDTH, 700);
        Axe.prepare(page);
    }

    @Override
    public void press(String selector) {
        tabTo(selector);
        page.waitForNavigation(() -> page.keyboard().press("Enter"));
    }

    @Override
    public void unfold(String selector) {
        tabTo(selector);
        page.keyboard().press("Enter");
    }

    @Override
    public void type(String selector, String text) {
        tabTo(selector);
        page.keyboard().press("Control+A");
        page.keyboard().insertText(text);
    }

    @Override
    public void choose(String selector, String value) {
        tabTo(selector);
        Locator select = page.locator(selector);
        page.keyboard().press("Home");
        for (int option = 0; option < FURTHEST && !select.inputValue().equals(value); option++) {
            page.keyboard().press("ArrowDown");
        }
        assertThat(select.inputValue()).isEqualTo(value);
    }

    @Override
    public void tick(String selector) {
        Locator box = page.locator(selector);
        if ("radio".equals(box.getAttribute("type"))) {
            tabTo("[name='%s']:checked".formatted(box.getAttribute("name")));
            for (int choice = 0; choice < FURTHEST && !box.isChecked(); choice++) {
                page.keyboard().press("ArrowDown");
            }
        } else {
            tabTo(selector);
            page.keyboard().press("Space");
        }
        assertThat(box.isChecked()).isTrue();
    }

    @Override
    public void enter(String selector, LocalDate day) {
        tabTo(selector);
        page.keyboard().type(day.format(AS_TYPED));
        assertThat(page.locator(selector).inputValue()).isEqualTo(day.toString());
    }

    @Override
    public void enterTime(String selector, LocalDate day) {
        tabTo(selector);
        // The year's four digits lead on to the time, because the field has a latest one.
        page.keyboard().type(day.format(AS_TYPED) + "1200A");
        assertThat(page.locator(selector).inputValue()).isEqualTo(day + "T00:00");
    }

    @Override
    public void attach(String selector, FilePayload file) {
        tabTo(selector);
        // Which file it is, is chosen in a window of the browser.
        super.attach(selector, file);
    }

    /** In light and dark by turns. */
    @Override
    void arrived() {
        next = next == ColorScheme.DARK ? ColorScheme.LIGHT : ColorScheme.DARK;
        visitor.setColorScheme(next);
        // Elements are there before the stylesheets are, where a key led to another page.
        page.waitForLoadState();
        Visitor.checkWidth(page, page.url(), looks);
        looks.assertThat(Axe.violations(page)).as(page.url()).isEmpty();
    }

    /** Presses Tab until the selected element is focused, and checks each stop on the way. */
    void tabTo(String selector) {
        tabTo(page, selector);
    }

    public static void tabTo(Page page, String selector) {
        for (int stop = 0; stop < FURTHEST; stop++) {
            page.keyboard().press("Tab");
            String found = (String) page.evaluate(STOP, selector);
            if (found.equals("here")) {
                return;
            }
            assertThat(found).isEmpty();
        }
        throw new AssertionError(selector + " is out of the keyboard's reach");
    }
}
