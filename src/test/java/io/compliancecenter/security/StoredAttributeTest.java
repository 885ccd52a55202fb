package io.compliancecenter.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;

class StoredAttributeTest {

    private final Authentication authentication =
            UsernamePasswordAuthenticationToken.authenticated("somebody", null, List.of());
    private final AtomicInteger reads = new AtomicInteger();

    // StoredAttribute: "new SecurityContextImpl(authentication)"
    @Test
    void whoSignsOutInOneRequestIsStillSignedInInAnother() {
        StoredAttribute attribute = stored(new SecurityContextImpl(authentication));
        for (int request = 0; request < 3; request++) {
            SecurityContext context = (SecurityContext) attribute.value();
            assertThat(context).isEqualTo(new SecurityContextImpl(authentication));
            context.setAuthentication(null);
        }
        assertThat(reads).hasValue(1);
    }

    // StoredAttribute: "return own"
    @Test
    void whatMayChangeIsReadAnew() {
        StoredAttribute attribute = stored(new StringBuilder("may change"));
        attribute.value();
        attribute.value();
        assertThat(reads).hasValue(2);
    }

    @Test
    void whatCannotBeReadIsNothing() {
        assertThat(stored(null).value()).isNull();
        assertThat(stored(new SecurityContextImpl()).value()).isEqualTo(new SecurityContextImpl());
    }

    private StoredAttribute stored(@Nullable Object value) {
        return new StoredAttribute(new byte[] {1, 2, 3}, bytes -> {
            assertThat(bytes).containsExactly(1, 2, 3);
            reads.incrementAndGet();
            return value;
        });
    }
}
