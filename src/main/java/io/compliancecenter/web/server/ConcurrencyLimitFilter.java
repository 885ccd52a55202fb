package io.compliancecenter.web.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a limited number of requests be worked on at once, in the order in which they came. Without a limit, hundreds of
 * threads take turns on a few processors and database connections, and some pages take many times as long as most.
 *
 * <p>It never blocks for long: a request that has waited for the given time goes on without a permit. A permit is given back as soon
 * as the response is sent through its stream, so that slow readers of files hold none, and uploads need none.
 */
class ConcurrencyLimitFilter extends OncePerRequestFilter {

    private final Duration maxWait;
    private final Semaphore permits;

    ConcurrencyLimitFilter(int limit, Duration maxWait) {
        this.maxWait = maxWait;
        this.permits = new Semaphore(limit, true);
    }

    /** How many requests would not wait now. */
    int availablePermits() {
        return permits.availablePermits();
    }

    /** How many requests wait for a permit. */
    int waiting() {
        return permits.getQueueLength();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return StringUtils.startsWithIgnoreCase(request.getContentType(), "multipart/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!acquire()) {
            chain.doFilter(request, response);
            return;
        }
        PermitResponse limited = new PermitResponse(response);
        try {
            chain.doFilter(request, limited);
        } finally {
            limited.release();
        }
    }

    private boolean acquire() {
        try {
            return permits.tryAcquire(maxWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Holds a permit until its stream is opened. */
    private final class PermitResponse extends HttpServletResponseWrapper {

        private boolean released;

        PermitResponse(HttpServletResponse response) {
            super(response);
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            release();
            return super.getOutputStream();
        }

        void release() {
            if (!released) {
                released = true;
                permits.release();
            }
        }
    }
}
