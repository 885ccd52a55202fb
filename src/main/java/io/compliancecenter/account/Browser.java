package io.compliancecenter.account;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The name of a browser and its system, as their user agent says. Only for people to recognize: any client may claim any. */
final class Browser {

    private record Mark(String in, String name) {}

    /** The first that is found: many claim to be others as well. */
    private static final List<Mark> BROWSERS = List.of(
            new Mark("Edg/", "Edge"),
            new Mark("EdgA/", "Edge"),
            new Mark("OPR/", "Opera"),
            new Mark("SamsungBrowser/", "Samsung Internet"),
            new Mark("Firefox/", "Firefox"),
            new Mark("FxiOS/", "Firefox"),
            new Mark("CriOS/", "Chrome"),
            new Mark("Chrome/", "Chrome"),
            new Mark("Safari/", "Safari"));

    private static final List<Mark> SYSTEMS = List.of(
            new Mark("iPhone", "iPhone"),
            new Mark("iPad", "iPad"),
            new Mark("Android", "Android"),
            new Mark("CrOS", "ChromeOS"),
            new Mark("Windows", "Windows"),
            new Mark("Mac OS X", "macOS"),
            new Mark("Linux", "Linux"));

    private static final int MAX_LENGTH = 60;

    private Browser() {}

    /** For example <em>Firefox · Linux</em>; the beginning of the user agent if nothing in it is known; empty without one. */
    static String name(@Nullable String userAgent) {
        if (userAgent == null) {
            return "";
        }
        Optional<String> browser = first(BROWSERS, userAgent);
        Optional<String> system = first(SYSTEMS, userAgent);
        if (browser.isPresent() && system.isPresent()) {
            return browser.get() + " · " + system.get();
        }
        return browser.or(() -> system)
                .orElseGet(() -> userAgent
                        .codePoints()
                        .limit(MAX_LENGTH)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    private static Optional<String> first(List<Mark> marks, String userAgent) {
        return marks.stream()
                .filter(mark -> userAgent.contains(mark.in()))
                .map(Mark::name)
                .findFirst();
    }
}
