package io.compliancecenter.security.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;

class RelyingPartyTest {

    @Test
    void onlyTransportsThatWebAuthnNamesAreStored() {
        assertThat(RelyingParty.transports(Set.of(
                        AuthenticatorTransport.USB,
                        AuthenticatorTransport.INTERNAL,
                        AuthenticatorTransport.valueOf("X\u0000"),
                        AuthenticatorTransport.valueOf("a".repeat(200)))))
                .isEqualTo("internal usb");
        assertThat(RelyingParty.transports(Set.of())).isEmpty();
    }
}
