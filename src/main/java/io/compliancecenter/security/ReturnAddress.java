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
 * The page of this application that a person was on the way to when they had to sign in. It travels with the sign-in page, in
 * its address and in a hidden field, so that each browser tab continues where it was going and nothing has to be stored.
 *
 * @param path below the context path, with the query, if any; always a page that is shown by GET, of this application only
 */
record ReturnAddress(String path) {

    /** Where to go when nothing else is known. */
    static final ReturnAddress HOME = new ReturnAddress("/");

    /** The parameter of the sign-in page. */
    static final String PARAMETER = "to";

    private static final int MAX_LENGTH = 2_000;

    private static final String ORGANIZATION = "/organizations/[A-Za-z0-9-]{1,63}";
    private static final String CODE = "[A-Za-z0-9-]{1,200}";
    private static final String ID = "[0-9A-Fa-f-]{36}";

    /** Everything that is a page. No percent sign, so that nothing can hide behind an encoding. */
    private static final Pattern PAGE = Pattern.compile("/|" + ORGANIZATION
            + "(?:/(?:compliances|certifications)(?:/" + CODE + ")?|/activity|/receipts/" + ID + "|/downloads/" + ID
            + "|/certificates/" + ID + "/terms)?/?");

    /** As RFC 3986 allows it in a query. */
    private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*");

    /** A file is asked for on a page, to which its reader returns. */
    private static final Pattern FILE = Pattern.compile("(" + ORGANIZATION + "(?:/activity|/receipts/" + ID
            + "|/downloads/" + ID + "))(?:\\.csv|/bundle\\.zip|/receipt\\.pdf|/file)");

    /** What is asked of a certificate by POST is asked again from the page of its terms. */
    private static final Pattern ASKED_OF_CERTIFICATE =
            Pattern.compile("(" + ORGANIZATION + "/certificates/" + ID + ")/(?:downloads|acceptances)");

    /** The address that somebody claims to have been on the way to; home if it is not a page of this application. */
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
     * Where the person behind a request should be led once they have signed in: to the page that they asked for, or to the one
     * on which they asked for something else. Home for what no person asked for, such as a script or the browser itself.
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

    /** Whether it takes the whole tab to another page. Browsers that do not say so say at least that they want HTML. */
    private static boolean isNavigation(HttpServletRequest request) {
        String destination = request.getHeader("Sec-Fetch-Dest");
        if (destination != null) {
            return destination.equals("document") && "navigate".equals(request.getHeader("Sec-Fetch-Mode"));
        }
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains("text/html");
    }

    /** The sign-in page that leads there, below the context path. */
    String signInPage() {
        return equals(HOME) ? "/sign-in" : "/sign-in?" + parameter();
    }

    /**
     * The sign-in page that leads there and says something first, below the context path.
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
