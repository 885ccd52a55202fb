package io.compliancecenter.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
public record ReturnAddress(String path) {

    /** The default. */
    public static final ReturnAddress HOME = new ReturnAddress("/");

    /** The parameter of the sign-in page. */
    public static final String PARAMETER = "to";

    private static final String ATTRIBUTE = ReturnAddress.class.getName();

    private static final int MAX_LENGTH = 2_000;

    /**
     * What pages have. Neither dots nor percent signs are allowed, so that encoding cannot hide anything. Its groups are possessive:
     * others are matched recursively, which overflows the stack for a path of many segments.
     */
    private static final Pattern PAGE = Pattern.compile(
            "/|/account|/organizations(?:/[A-Za-z0-9-]+)++/?|/desk(?:/[A-Za-z0-9-]+)*+|/links/(?:invitation|passkey)/[A-Za-z0-9_-]{43}");

    /** As RFC 3986 allows it in a query. */
    private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*");

    /** A download leads back to the page that offers it. */
    private static final Pattern FILE = Pattern.compile("(?:\\.csv|/bundle\\.zip|/receipt\\.pdf"
            + "|(?<=/(?:downloads|agreements|certificates)/[A-Za-z0-9-]{1,64}|/yaml)/(?:file|paper|sample))$");

    /** The length of the longest end that {@link #FILE} finds. */
    private static final int FILE_LENGTH = "/receipt.pdf".length();

    /** A POST about a certificate leads back to its terms. */
    private static final Pattern ABOUT_CERTIFICATE =
            Pattern.compile("(/organizations/[^/]+/certificates/[^/]+)/(?:downloads|acceptances)");

    /** A request for a certificate leads back to the list: its address does not say of which certification it is. */
    private static final Pattern REQUEST = Pattern.compile("(/organizations/[^/]+)/certificates/[^/]+/requests");

    /** A POST about members leads back to their list, and one about a link or the own account to its page. */
    private static final Pattern ABOUT_MEMBERS_LINK_OR_ACCOUNT =
            Pattern.compile("(/organizations/[^/]+/members|/links/[^/]+/[^/]+|/account)(?:/.*)?");

    /** A decision about a proposal leads back to all of them. */
    private static final String GROUP_PROPOSALS = "/desk/group-proposals/";

    private static final String DESK = "/desk";

    /** The path of an address on the web. */
    private static final Pattern REFERRER = Pattern.compile("https?://[^/?#]+(/[^?#]*).*");

    /** The given address if it is a page of this application, otherwise home. */
    public static ReturnAddress of(@Nullable String claimed) {
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
    public static ReturnAddress of(HttpServletRequest request) {
        if (!isNavigation(request)) {
            return HOME;
        }
        String path = request.getRequestURI().substring(request.getContextPath().length());
        String query = request.getQueryString();
        if (request.getMethod().equals(HttpMethod.POST.name())) {
            if (path.startsWith(DESK)) {
                return ofForm(request);
            }
            Matcher form = ABOUT_MEMBERS_LINK_OR_ACCOUNT.matcher(path);
            return ofFormElsewhere(path).orElse(form.matches() ? of(form.group(1)) : HOME);
        }
        Matcher file = file(path);
        String page = file.find() ? path.substring(0, file.start()) : path;
        ReturnAddress asked = of(query == null ? page : page + "?" + query);
        // An address of a form that is not like that of a page
        return asked.equals(HOME) ? ofFormAddress(path).stream().findFirst().orElse(HOME) : asked;
    }

    /** The page of a form that is sent to an address which does not begin with that of its page; empty if it does. */
    private static Optional<ReturnAddress> ofFormElsewhere(String path) {
        Matcher certificate = ABOUT_CERTIFICATE.matcher(path);
        if (certificate.matches()) {
            return Optional.of(of(certificate.group(1) + "/terms"));
        }
        Matcher request = REQUEST.matcher(path);
        if (request.matches()) {
            return Optional.of(of(request.group(1) + "/certifications"));
        }
        return path.startsWith(GROUP_PROPOSALS) ? Optional.of(new ReturnAddress("/desk/groups")) : Optional.empty();
    }

    /**
     * Where the page of a form can be that is sent to that path, below the context path: the first of these that exists. The page is
     * above the form in the path, but for a few. None for a path that is too long: anybody may ask for one.
     */
    static List<ReturnAddress> ofFormAddress(String path) {
        if (path.length() > MAX_LENGTH) {
            return List.of();
        }
        List<ReturnAddress> pages = new ArrayList<>();
        ofFormElsewhere(path).ifPresent(pages::add);
        for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
            String above = path.substring(0, end);
            if (PAGE.matcher(above).matches() && !file(above).find()) {
                pages.add(new ReturnAddress(above));
            }
        }
        return pages;
    }

    /** Looks for a file at the end of the path only, so that the time does not grow with the path. */
    private static Matcher file(String path) {
        return FILE.matcher(path)
                .useTransparentBounds(true)
                .region(Math.max(0, path.length() - FILE_LENGTH), path.length());
    }

    /** The page of the desk with the form that was sent, which the browser names as the referrer; the desk's first page if not. */
    public static ReturnAddress ofForm(HttpServletRequest request) {
        String page = Optional.ofNullable(request.getHeader(HttpHeaders.REFERER))
                .map(REFERRER::matcher)
                .filter(Matcher::matches)
                .map(referrer -> referrer.group(1))
                .filter(path -> path.startsWith(request.getContextPath() + DESK))
                .map(path -> path.substring(request.getContextPath().length()))
                .orElse(DESK);
        return PAGE.matcher(page).matches() ? new ReturnAddress(page) : new ReturnAddress(DESK);
    }

    /** The page that the browser navigates to; empty if it requests something else, such as a file, or sends a form. */
    public static Optional<ReturnAddress> ofPage(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return request.getMethod().equals(HttpMethod.GET.name())
                        && isNavigation(request)
                        && PAGE.matcher(path).matches()
                        && !file(path).find()
                ? Optional.of(of(request))
                : Optional.empty();
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

    /** Makes this the page that the sign-in of this request leads to. */
    public void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The page that the sign-in of this request leads to. */
    public static ReturnAddress afterSignIn(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof ReturnAddress attached
                ? attached
                : of(request.getParameter(PARAMETER));
    }

    /** The sign-in page that leads to this page and says that the last one has expired, below the context path. */
    public String signInPageAfterExpiry() {
        return signInPage(SignInController.EXPIRED);
    }

    /** The sign-in page that leads to this page and says that the provider ended the session, below the context path. */
    public String signInPageAfterCheck() {
        return signInPage(SignInController.NOT_CONFIRMED);
    }

    /**
     * The sign-in page that leads to this page, below the context path.
     *
     * @param notices parameters of {@link SignInController}
     */
    public String signInPage(String... notices) {
        List<String> query = new ArrayList<>(List.of(notices));
        if (!equals(HOME)) {
            query.add(PARAMETER + "=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
        }
        return query.isEmpty() ? "/sign-in" : "/sign-in?" + String.join("&", query);
    }
}
