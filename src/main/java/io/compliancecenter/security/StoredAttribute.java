package io.compliancecenter.security;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;

/**
 * An attribute of a session as it is stored. The user, which never changes, is deserialized once and then shared by
 * requests, as it would be in a session that is kept in memory.
 */
final class StoredAttribute {

    private final byte[] bytes;
    private final Function<byte[], @Nullable Object> reader;
    private volatile @Nullable Authentication lasting;

    /** @param reader makes of the bytes what they are; null if that cannot be told */
    StoredAttribute(byte[] bytes, Function<byte[], @Nullable Object> reader) {
        this.bytes = bytes;
        this.reader = reader;
    }

    /** What it is, for one request, which may change it; null if that cannot be told. */
    @Nullable
    Object value() {
        Authentication shared = lasting;
        if (shared == null) {
            Object own = reader.apply(bytes);
            shared = own instanceof SecurityContext context ? context.getAuthentication() : null;
            if (shared == null) {
                return own;
            }
            lasting = shared;
        }
        // Each request has a context of its own, which signing out empties.
        return new SecurityContextImpl(shared);
    }
}
