package io.compliancecenter.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "::1, 0:0:0:0:0:0:0:1",
        "::ffff:192.0.2.7, 192.0.2.7",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:1",
    })
    void anAddressHasOneFormAndNoZone(String reported, String address) {
        assertThat(IpAddress.normalize(reported)).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown",
                "localhost",
                "evil.example",
                "1.2.3.4.5",
                "192.0.2.300",
                "192.0.2.1:443",
                "1",
                "abc",
                "[::1]:80",
                "::1::2",
                ":::"
            })
    void anythingElseIsNone(String text) {
        assertThat(IpAddress.normalize(text)).isEmpty();
    }

    @Test
    void allOfAnIpv6NetworkIsOneClient() {
        assertThat(IpAddress.client("2001:db8:1:2::1")).isEqualTo(IpAddress.client("2001:db8:1:2:ffff::9"));
        assertThat(IpAddress.client("2001:db8:1:2::1")).isNotEqualTo(IpAddress.client("2001:db8:1:3::1"));
        assertThat(IpAddress.client("192.0.2.1")).isNotEqualTo(IpAddress.client("192.0.2.2"));
    }
}
