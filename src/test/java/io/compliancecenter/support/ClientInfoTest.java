package io.compliancecenter.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientInfoTest {

    @Test
    void controlCharactersAndBrokenSurrogatesAreReplaced() {
        assertThat(ClientInfo.sanitize("a\u0000b\r\nc\uD800d")).isEqualTo("a\uFFFDb\uFFFD\uFFFDc\uFFFDd");
        assertThat(ClientInfo.sanitize("caf\u00e9 \uD83D\uDE00")).isEqualTo("caf\u00e9 \uD83D\uDE00");
    }

    @Test
    void aUserAgentIsCutWithoutCuttingACharacter() {
        String agent = "\uD83D\uDE00".repeat(2000);
        assertThat(ClientInfo.sanitize(agent)
                        .codePointCount(0, ClientInfo.sanitize(agent).length()))
                .isEqualTo(1024);
        assertThat(ClientInfo.sanitize(null)).isEmpty();
    }

    @Test
    void anAddressWithAZoneIsRecordedWithoutIt() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        for (String address : Arrays.asList("fe80::1%eth0", "::1", "192.0.2.1")) {
            request.setRemoteAddr(address);
            assertThat(ClientInfo.of(request).address().getHostAddress()).doesNotContain("%");
        }
    }
}
