package io.compliancecenter.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * The page that a person asked for before they had to sign in. The sign-in page carries it in its address and in a hidden
 * field, so that each browser tab continues with its own page and the server stores nothing.
 *
 * @param path path and query of a page of this application, below the context path
 */
record ReturnAddress(String path) {

    /** The default. */
    static final ReturnAddress HOME = new ReturnAddress("/");

    /** The parameter of the sign-in page. */
    static final String PARAMETER = "to";

    private static final int MAX_LENGTH = 2_000;

    private static final String ORGANIZATION = "/organizations/[A-Za-z0-9-]{1,63}";
    private static final String CODE = "[A-Za-z0-9-]{1,200}";
    private static final String ID = "[0-9A-Fa-f-]{36}";

    /** All pages. Percent signs are not allowed, so that encoding cannot hide anything. */
    private static final Pattern PAGE = Pattern.compile("/|" + ORGANIZATION
            + "(?:/(?:compliances|certifications)(?:/" + CODE + ")?|/activity|/receipts/" + ID + "|/downloads/" + ID
            + "|/certificates/" + ID + "/terms)?/?");

    /** As RFC 3986 allows it in a query. */
    private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*");

    /** A download leads back to the page that offers it. */
    private static final Pattern FILE = Pattern.compile("(" + ORGANIZATION + "(?:/activity|/receipts/" + ID
            + "|/downloads/" + ID + "))(?:\\.csv|/bundle\\.zip|/receipt\\.pdf|/file)");

    /** A POST about a certificate leads back to its terms. */
    private static final Pattern ASKED_OF_CERTIFICATE =
            Pattern.compile("(" + ORGANIZATION + "/certificates/" + ID + ")/(?:downloads|acceptances)");

    /** The given address if it is a page of this application, otherwise home. */
    static ReturnAddress of(@Nullable String claimed) {
        if (claimed == null || claimed.length() > MAX_LENGTH) {
            return HOME;
        }
        int query = claimed.indexOf('?');
        String page = query < 0 ? claimed : claimed.substring(0, query);
        boolean known = PAGE.matcher(page).matches()
                && (query < 0 || QUERY.matcher(claimed.substring(query + 1)).matches());
        return known ? new ReturnAddress(claimed) : HOME;
    }

    /**
     * The page to show after sign-in: the one that was requested, or the one that led to the request. Home for requests that
     * no person made, such as those of a script.
     */
    static ReturnAddress of(HttpServletRequest request) {
        if (!isNavigation(request)) {
            return HOME;
        }
        String path = request.getRequestURI().substring(request.getContextPath().length());
        String query = request.getQueryString();
        if (request.getMethod().equals(HttpMethod.POST.name())) {
            Matcher asked = ASKED_OF_CERTIFICATE.matcher(path);
            return asked.matches() ? new ReturnAddress(asked.group(1) + "/terms") : HOME;
        }
        Matcher file = FILE.matcher(path);
        String page = file.matches() ? file.group(1) : path;
        return of(query == null ? page : page + "?" + query);
    }

    /** Whether the browser navigates to another page. Browsers without {@code Sec-Fetch} headers at least accept HTML. */
    private static boolean isNavigation(HttpServletRequest request) {
        String destination = request.getHeader("Sec-Fetch-Dest");
        if (destination != null) {
            return destination.equals("document") && "navigate".equals(request.getHeader("Sec-Fetch-Mode"));
        }
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains("text/html");
    }

    /** The sign-in page that leads to this page, below the context path. */
    String signInPage() {
        return equals(HOME) ? "/sign-in" : "/sign-in?" + parameter();
    }

    /**
     * The same with a notice.
     *
     * @param notice a parameter of {@link SignInController}
     */
    String signInPage(String notice) {
        return "/sign-in?" + notice + (equals(HOME) ? "" : "&" + parameter());
    }

    private String parameter() {
        return PARAMETER + "=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
}
