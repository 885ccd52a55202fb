package io.compliancecenter.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "2001:db8::1", "::1", "::ffff:192.0.2.1"})
    void anAddressIsALiteral(String address) {
        assertThat(IpAddress.isLiteral(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "unknown", "evil.example", "192.0.2.300", "192.0.2.1:443", "1", "abc", "[::1]:80", "::1::2"})
    void anythingElseIsNot(String text) {
        assertThat(IpAddress.isLiteral(text)).isFalse();
    }

    @Test
    void allOfAnIpv6NetworkIsOneClient() {
        assertThat(IpAddress.client("2001:db8:1:2::1")).isEqualTo(IpAddress.client("2001:db8:1:2:ffff::9"));
        assertThat(IpAddress.client("2001:db8:1:2::1")).isNotEqualTo(IpAddress.client("2001:db8:1:3::1"));
        assertThat(IpAddress.client("192.0.2.1")).isNotEqualTo(IpAddress.client("192.0.2.2"));
    }
}
