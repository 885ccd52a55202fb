package io.compliancecenter.download.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientsTest {

    @Test
    void controlCharactersAndBrokenSurrogatesAreReplaced() {
        assertThat(Clients.clean("a\u0000b\r\nc\uD800d")).isEqualTo("a\uFFFDb\uFFFD\uFFFDc\uFFFDd");
        assertThat(Clients.clean("caf\u00e9 \uD83D\uDE00")).isEqualTo("caf\u00e9 \uD83D\uDE00");
    }

    @Test
    void aUserAgentIsCutWithoutCuttingACharacter() {
        String agent = "\uD83D\uDE00".repeat(2000);
        assertThat(Clients.clean(agent).codePointCount(0, Clients.clean(agent).length()))
                .isEqualTo(1024);
        assertThat(Clients.clean(null)).isEmpty();
    }

    @Test
    void anAddressWithAZoneIsRecordedWithoutIt() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        for (String address : Arrays.asList("fe80::1%eth0", "::1", "192.0.2.1")) {
            request.setRemoteAddr(address);
            assertThat(Clients.of(request).address().getHostAddress()).doesNotContain("%");
        }
    }
}
