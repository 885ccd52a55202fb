package io.compliancecenter.browser.chromium;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser of all tests: an installed Chromium or Chrome. Nothing is downloaded for a test. */
public final class Chromium implements AutoCloseable {

    // The first is the same browser without the windows that the others prepare even if nobody sees them.
    private static final List<String> NAMES =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");

    // Root needs the first, machines without a graphics card the second; without a card, a process for it only copies.
    // The
    // others keep Chromium off the network.
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--in-process-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;
    private final Map<List<?>, Visitor> stillVisitors = new HashMap<>();

    Chromium(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(executable).setArgs(ARGUMENTS));
    }

    /** The executable that {@code CHROMIUM} names, or else the first of the usual names on the path. */
    static Optional<Path> installed() {
        String named = System.getenv().getOrDefault("CHROMIUM", "");
        if (!named.isBlank()) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        return NAMES.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * A visitor without animations, who is kept from one test to the next, so that the browser's process is warm and has the
     * stylesheets and fonts. {@link Visitor#reset} empties the profile.
     */
    public Visitor stillVisitor(String base, String language, boolean scripts) {
        return stillVisitors.computeIfAbsent(
                List.of(base, language, scripts), key -> newStillVisitor(base, language, scripts));
    }

    private Visitor newStillVisitor(String base, String language, boolean scripts) {
        Visitor visitor = new Visitor(
                base,
                browser.newContext(new NewContextOptions()
                        .setBaseURL(base)
                        .setLocale(language)
                        .setJavaScriptEnabled(scripts)
                        .setViewportSize(Visitor.WIDTH, Visitor.HEIGHT)
                        .setReducedMotion(ReducedMotion.REDUCE)));
        Axe.prepare(visitor.page());
        return visitor;
    }

    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
