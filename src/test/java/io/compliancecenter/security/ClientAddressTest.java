package io.compliancecenter.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "::ffff:192.0.2.7, 192.0.2.7",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:1",
        "localhost, 0.0.0.0",
        "a.example, 0.0.0.0",
        "1.2.3.4.5, 0.0.0.0",
        "999.1.1.1, 0.0.0.0",
        ":::, 0.0.0.0",
        "unknown, 0.0.0.0",
        "'', 0.0.0.0",
        ", 0.0.0.0",
    })
    void onlyAnAddressIsTakenForOne(String reported, String address) {
        assertThat(ClientAddress.of(reported)).isEqualTo(address);
    }
}
