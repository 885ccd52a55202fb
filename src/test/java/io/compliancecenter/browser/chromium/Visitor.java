package io.compliancecenter.browser.chromium;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ForcedColors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;

/**
 * A browser profile with its pages. It collects problems: errors and warnings on the console, uncaught errors, violations of the
 * Content Security Policy, failed requests, and responses with a status of 400 or above.
 */
public final class Visitor implements AutoCloseable {

    // The console has most violations, but not all of them; the event has them all.
    private static final String REPORT_VIOLATIONS = """
            document.addEventListener('securitypolicyviolation', (event) =>
              console.error(`Violates ${event.effectiveDirective}: ${event.blockedURI} ${event.sourceFile}`));
            """;

    private static final Pattern ABORTED = Pattern.compile("/(?:file|sample|paper)$|/authorize\\?");

    /** For a busy machine, in milliseconds. */
    private static final int PATIENCE = 30_000;

    public static final int WIDTH = 1280;
    public static final int HEIGHT = 800;

    private final String base;
    private final BrowserContext context;
    private final Page page;
    private final List<String> problems = new ArrayList<>();
    private final Set<Integer> expectedStatus = new HashSet<>();
    private ColorScheme colorScheme = ColorScheme.LIGHT;

    public Visitor(String base, BrowserContext context) {
        this.base = base;
        this.context = context;
        context.setDefaultTimeout(PATIENCE);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        context.addInitScript(REPORT_VIOLATIONS);
        context.onConsoleMessage(this::checkConsole);
        context.onWebError(error -> problems.add("Uncaught: " + error.error()));
        context.onRequestFailed(this::checkFailedRequest);
        context.onResponse(this::checkResponse);
        page = context.newPage();
    }

    /** The page that was opened first. */
    public Page page() {
        return page;
    }

    /** Another tab of the same browser. */
    public Page newTab() {
        return context.newPage();
    }

    /** From now on, responses with this status are no problem. */
    public Visitor expect(int status) {
        expectedStatus.add(status);
        return this;
    }

    /** Sets light or dark, and waits for transitions to end: colours in between have no contrast. */
    public Visitor setColorScheme(ColorScheme scheme) {
        if (scheme != colorScheme) {
            colorScheme = scheme;
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            awaitAnimations(page);
        }
        return this;
    }

    /** Waits until nothing moves any more. What is in closed details is not rendered, and its animations never finish. */
    public static void awaitAnimations(Page page) {
        page.evaluate("""
                () => Promise.allSettled(document.getAnimations()
                  .filter((animation) => animation.effect.target.checkVisibility())
                  .map((animation) => animation.finished))
                """);
    }

    public Visitor open(String path) {
        page.navigate(path);
        return this;
    }

    public Visitor signIn(String email, String password) {
        open("/sign-in");
        page.locator("#email").fill(email);
        page.locator("#password").fill(password);
        page.locator("#sign-in button").click();
        page.waitForURL(address -> !address.contains("/sign-in"));
        return this;
    }

    /** Uses the session of a user who signed in elsewhere. */
    public Visitor useSession(String session) {
        context.addCookies(List.of(new Cookie("SESSION", session).setUrl(base)));
        return this;
    }

    /** The Download button of a certification in the list. */
    public static Locator downloadButton(Page page, String certification) {
        return page.locator("[data-code='" + certification + "'] .download button");
    }

    public static Locator agreeButton(Page page) {
        return page.locator("#agreement button[type=submit]");
    }

    public static byte[] bytes(Download download) {
        try {
            return Files.readAllBytes(download.path());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public void assertNoProblems() {
        List<String> found = List.copyOf(problems);
        problems.clear();
        assertThat(found).as("problems in the browser").isEmpty();
    }

    /** Closes all tabs, and removes cookies, size and colours: the next test starts as with a fresh profile. */
    public void reset() {
        context.pages().stream().filter(other -> other != page).forEach(Page::close);
        // Of the same site: a blank page would end the browser's process, and with it what it has compiled.
        page.navigate("/assets/mark.svg");
        context.clearCookies();
        page.setViewportSize(WIDTH, HEIGHT);
        page.emulateMedia(new Page.EmulateMediaOptions()
                .setMedia(null)
                .setColorScheme(ColorScheme.LIGHT)
                .setForcedColors(ForcedColors.NONE));
        colorScheme = ColorScheme.LIGHT;
        expectedStatus.clear();
    }

    @Override
    public void close() {
        context.close();
    }

    private void checkConsole(ConsoleMessage message) {
        boolean bad = message.type().equals("error") || message.type().equals("warning");
        boolean expected = expectedStatus.stream()
                .anyMatch(status -> message.text()
                        .startsWith("Failed to load resource: the server responded with a status of " + status));
        if (bad && !expected) {
            problems.add("Console " + message.type() + ": " + message.text() + " at " + message.location());
        }
    }

    private void checkFailedRequest(Request request) {
        // A navigation is aborted that becomes a download, or that a test holds at an identity provider.
        boolean aborted = ABORTED.matcher(request.url()).find() && "net::ERR_ABORTED".equals(request.failure());
        if (!aborted) {
            problems.add("Failed: " + request.method() + " " + request.url() + " " + request.failure());
        }
    }

    private void checkResponse(Response response) {
        if (response.status() >= 400 && !expectedStatus.contains(response.status())) {
            problems.add("Answered: " + response.status() + " " + response.url());
        }
    }

    /** Asserts that the page is not wider than the window, when nothing moves any more. A failure names what sticks out. */
    public static void checkWidth(Page page, String name, SoftAssertions looks) {
        awaitAnimations(page);
        String found = (String) page.evaluate("""
                () => {
                  const { scrollWidth, clientWidth } = document.documentElement;
                  if (scrollWidth <= clientWidth) {
                    return '';
                  }
                  const wide = [...document.querySelectorAll('body *')]
                    .filter((element) => element.getBoundingClientRect().right + scrollX > clientWidth)
                    .map((element) => element.outerHTML.slice(0, 160));
                  return [`by ${scrollWidth - clientWidth} px:`, ...wide].join('\\n');
                }
                """);
        looks.assertThat(found).as("%s scrolls sideways", name).isEmpty();
    }
}
