package io.compliancecenter.security;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/**
 * What was read of sessions' attributes, by their bytes: the same bytes are the same user and the same token, at each request.
 * Only what never changes is kept; requests share it as they would in a session that is kept in memory.
 */
class ReadAttributes {

    private static final int ROOM = 1_000;

    // Least recently used first.
    private final Map<ByteBuffer, Object> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Object> eldest) {
            return size() > ROOM;
        }
    };

    /** What those bytes are; empty if that is not kept. */
    Optional<Object> find(byte[] bytes) {
        Object known;
        synchronized (kept) {
            known = kept.get(ByteBuffer.wrap(bytes));
        }
        // Each request has a context of its own, which signing out empties.
        return Optional.ofNullable(
                known instanceof Authentication authentication ? new SecurityContextImpl(authentication) : known);
    }

    /** Keeps it, if it is something that never changes. */
    void keep(byte[] bytes, Object attribute) {
        Object lasting = attribute instanceof SecurityContext context ? context.getAuthentication() : attribute;
        if (lasting instanceof Authentication || lasting instanceof DefaultCsrfToken) {
            synchronized (kept) {
                kept.put(ByteBuffer.wrap(bytes.clone()), lasting);
            }
        }
    }
}
