package io.compliancecenter.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.Set;
import org.springframework.web.util.WebUtils;

/**
 * The reader's time zone. The pages' script stores it in a cookie; without the script it is UTC.
 */
public final class ReaderZone {

    /** Displayed as <em>UTC</em>, unlike the offset, which is displayed as <em>Z</em>. */
    public static final ZoneId UTC = ZoneId.of("UTC");

    /** The name of the cookie, which app.js writes. Its value is a name of the IANA time zone database. */
    static final String COOKIE = "zone";

    private static final Set<String> KNOWN = ZoneId.getAvailableZoneIds();

    private ReaderZone() {}

    /** The zone of a request. */
    public static ZoneId of(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return cookie != null && KNOWN.contains(cookie.getValue()) ? ZoneId.of(cookie.getValue()) : UTC;
    }

    /** The display name of a zone, for example <em>America/New York</em>. */
    public static String name(ZoneId zone) {
        return zone.getId().replace('_', ' ');
    }
}
