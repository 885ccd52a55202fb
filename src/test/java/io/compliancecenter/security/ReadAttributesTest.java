package io.compliancecenter.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.csrf.DefaultCsrfToken;

class ReadAttributesTest {

    private static final byte[] BYTES = {1, 2, 3};

    private final ReadAttributes attributes = new ReadAttributes();
    private final Authentication authentication =
            UsernamePasswordAuthenticationToken.authenticated("somebody", null, List.of());

    // ReadAttributes: "new SecurityContextImpl(authentication)"
    @Test
    void whoSignsOutInOneRequestIsStillSignedInInAnother() {
        attributes.keep(BYTES, new SecurityContextImpl(authentication));
        ((SecurityContext) attributes.find(BYTES).orElseThrow()).setAuthentication(null);
        assertThat(attributes.find(BYTES)).contains(new SecurityContextImpl(authentication));
    }

    // ReadAttributes: "bytes.clone()"
    @Test
    void bytesThatChangeLaterAreOthers() {
        byte[] bytes = BYTES.clone();
        attributes.keep(bytes, new DefaultCsrfToken("header", "parameter", "token"));
        bytes[0] = 9;
        assertThat(attributes.find(bytes)).isEmpty();
        assertThat(attributes.find(BYTES)).isPresent();
    }

    // ReadAttributes: "lasting instanceof …"
    @Test
    void whatMayChangeIsReadAnew() {
        attributes.keep(BYTES, new StringBuilder("may change"));
        assertThat(attributes.find(BYTES)).isEmpty();
    }

    // ReadAttributes: removeEldestEntry
    @Test
    void thereIsAnEndToWhatIsKept() {
        for (int number = 0; number < 2_000; number++) {
            attributes.keep(new byte[] {(byte) (number >> 8), (byte) number}, new SecurityContextImpl(authentication));
        }
        assertThat(attributes.find(new byte[] {0, 0})).isEmpty();
        assertThat(attributes.find(new byte[] {(byte) (1_999 >> 8), (byte) 1_999}))
                .isPresent();
    }
}
