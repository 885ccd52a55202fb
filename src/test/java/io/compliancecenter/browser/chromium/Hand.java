package io.compliancecenter.browser.chromium;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.time.LocalDate;

/** How a visitor uses the pages. What they do is the same with a mouse and with the keyboard. */
public class Hand {

    public final Visitor visitor;
    public final Page page;

    /** With a mouse. */
    public Hand(Visitor visitor) {
        this.visitor = visitor;
        this.page = visitor.page();
    }

    /** Types an address, as on the first page of a visit. */
    public final Hand open(String path) {
        visitor.open(path);
        arrived();
        return this;
    }

    /** Waits until it is there, and looks at the page. */
    public final Locator see(String selector) {
        Locator found = page.locator(selector);
        assertThat(found.first()).isVisible();
        arrived();
        return found;
    }

    /** Uses a link or a button that leads to another page. */
    public void press(String selector) {
        page.locator(selector).first().click();
    }

    /** Uses what changes the page that is shown. */
    public void unfold(String selector) {
        press(selector);
    }

    /** Uses what sends a file. */
    public Download download(String selector) {
        return page.waitForDownload(() -> unfold(selector));
    }

    public void type(String selector, String text) {
        page.locator(selector).fill(text);
    }

    public void choose(String selector, String value) {
        page.locator(selector).selectOption(value);
    }

    /** Ticks a checkbox, or chooses a radio button. */
    public void tick(String selector) {
        page.locator(selector).check();
    }

    public void enter(String selector, LocalDate day) {
        page.locator(selector).fill(day.toString());
    }

    /** Midnight at the beginning of a day. */
    public void enterTime(String selector, LocalDate day) {
        page.locator(selector).fill(day + "T00:00");
    }

    public void attach(String selector, FilePayload file) {
        page.locator(selector).setInputFiles(file);
    }

    /** Called on each page. */
    void arrived() {}
}
