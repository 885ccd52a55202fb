package io.compliancecenter.security.desk;

import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.organization.UserWithMemberships;
import io.compliancecenter.security.ReturnAddress;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets only those of the vendor's people upload files whose role needs it and whose sign-in is recent and strong enough, and only a
 * few at the same time. It stands before the filter for CSRF tokens, which looks for the token among the parts of the upload, and so
 * would store all of it first, no matter who sent it. Of a request that it refuses, no body is read.
 */
public class UploadFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(UploadFilter.class);

    /** Attribute of a request for its error page. */
    private static final String NO_ROOM = "uploadWithoutRoom";

    /** An upload is on the disk as it came, as it is checked, and as a trial copy. */
    private static final int TIMES_ON_DISK = 3;

    static final int AT_ONCE = 8;
    static final int AT_ONCE_FOR_EACH = 2;

    private final JsonMapper json;
    private final DeskSignIn signIns;
    private final Semaphore uploads = new Semaphore(AT_ONCE);
    private final Map<UUID, Integer> uploadsOf = new ConcurrentHashMap<>();

    public UploadFilter(JsonMapper json, DeskSignIn signIns) {
        this.json = json;
        this.signIns = signIns;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null || !type.regionMatches(true, 0, "multipart/", 0, "multipart/".length());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        Optional<UserWithMemberships> uploader = uploader(request);
        if (authentication == null) {
            // The session has ended while a form was filled in.
            redirect(request, response, ReturnAddress.of(request).signInPage());
            return;
        }
        if (!(authentication.getPrincipal() instanceof CurrentUser user) || uploader.isEmpty()) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        Optional<String> page = signIns.pageFor(user.signIn(), request);
        if (page.isPresent()) {
            redirect(request, response, page.get());
            return;
        }
        UUID id = uploader.get().id().value();
        if (!tryAcquire(id)) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
            response.setHeader(HttpHeaders.RETRY_AFTER, "10");
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        try {
            if (!hasRoom(request)) {
                refuseWithoutRoom(request, response);
            } else if (isTooLarge(request)) {
                response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            } else {
                chain.doFilter(request, response);
            }
        } finally {
            release(id);
        }
    }

    /** Whether its fields have more bytes or are more than the server allows, which is told here only. It has read all of it then. */
    private static boolean isTooLarge(HttpServletRequest request) {
        try {
            request.getParts();
            return false;
        } catch (IllegalStateException limit) {
            log.info("A form is refused: {}", limit.getMessage());
            return true;
        } catch (IOException | ServletException unreadable) {
            // It has no token for the next filter.
            return false;
        }
    }

    private static boolean hasRoom(HttpServletRequest request) {
        return directory(request).getUsableSpace() >= TIMES_ON_DISK * request.getContentLengthLong();
    }

    /** Where the server writes uploads. */
    private static File directory(HttpServletRequest request) {
        return (File) request.getServletContext().getAttribute(ServletContext.TEMPDIR);
    }

    /** Reads all of it: a browser shows the response only once everything is sent. */
    private static void refuseWithoutRoom(HttpServletRequest request, HttpServletResponse response) throws IOException {
        log.warn(
                "An upload of {} bytes is refused: {} has {} bytes left",
                request.getContentLengthLong(),
                directory(request),
                directory(request).getUsableSpace());
        request.getInputStream().transferTo(OutputStream.nullOutputStream());
        request.setAttribute(NO_ROOM, true);
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }

    private static void redirect(HttpServletRequest request, HttpServletResponse response, String page)
            throws IOException {
        response.setHeader(HttpHeaders.CONNECTION, "close");
        response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + page);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        // The server makes an error of what has not been sent when it finds that the body was not read.
        response.flushBuffer();
    }

    private boolean tryAcquire(UUID user) {
        if (!uploads.tryAcquire()) {
            return false;
        }
        if (uploadsOf.merge(user, 1, Integer::sum) > AT_ONCE_FOR_EACH) {
            release(user);
            return false;
        }
        return true;
    }

    private void release(UUID user) {
        uploadsOf.computeIfPresent(user, (id, count) -> count == 1 ? null : count - 1);
        uploads.release();
    }

    /** As the user's session has them; the desk looks again once the request gets there. */
    private Optional<UserWithMemberships> uploader(HttpServletRequest request) {
        Set<DeskRole> roles = rolesFor(
                request.getRequestURI().substring(request.getContextPath().length()));
        return Optional.ofNullable(userOf(request.getSession(false)))
                .map(found -> json.readValue(found, UserWithMemberships.class))
                .filter(user -> !Collections.disjoint(user.deskRoles(), roles));
    }

    private static @Nullable String userOf(@Nullable HttpSession session) {
        return session == null ? null : (String) session.getAttribute("user_with_memberships");
    }

    /** Who has something to upload: documents to publish, copies to trace, or lists and papers of customers. */
    private static Set<DeskRole> rolesFor(String path) {
        if (path.startsWith("/desk/catalogue/")) {
            return Set.of(DeskRole.EDITOR);
        }
        return path.startsWith("/desk/trace/")
                ? Set.of(DeskRole.SUPPORT, DeskRole.AUDITOR)
                : Set.of(DeskRole.EDITOR, DeskRole.SUPPORT);
    }
}
