package io.compliancecenter.security.passkey;

import io.compliancecenter.mail.BaseUrl;
import io.compliancecenter.security.passkey.Passkeys.KnownPasskey;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.web.webauthn.api.AttestationConveyancePreference;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialDescriptor;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialParameters;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What WebAuthn calls the relying party: this application, at its configured address. It asks authenticators and verifies what
 * they answer, and stores nothing.
 */
@Component
class RelyingParty {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final BaseUrl baseUrl;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    /** What authenticators know of a user. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record PasskeyUser(byte[] handle, String name, String displayName) {

        PublicKeyCredentialUserEntity entity() {
            return ImmutablePublicKeyCredentialUserEntity.builder()
                    .id(new Bytes(handle))
                    .name(name)
                    .displayName(displayName)
                    .build();
        }
    }

    RelyingParty(BaseUrl baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Scheme, host and port, as browsers name them. */
    String origin() {
        URI url = URI.create(baseUrl.text());
        boolean usual = url.getPort() == -1 || url.getPort() == ("https".equals(url.getScheme()) ? 443 : 80);
        return url.getScheme() + "://" + url.getHost() + (usual ? "" : ":" + url.getPort());
    }

    private String id() {
        return URI.create(baseUrl.text()).getHost();
    }

    /** What a browser needs to make a passkey, as JSON. */
    String creationOptions(byte[] challenge, PasskeyUser user, List<byte[]> known) {
        return json.writeValueAsString(creation(challenge, user, known));
    }

    private PublicKeyCredentialCreationOptions creation(byte[] challenge, PasskeyUser user, List<byte[]> known) {
        return PublicKeyCredentialCreationOptions.builder()
                .rp(PublicKeyCredentialRpEntity.builder().id(id()).name(id()).build())
                .user(user.entity())
                .challenge(new Bytes(challenge))
                .pubKeyCredParams(
                        PublicKeyCredentialParameters.EdDSA,
                        PublicKeyCredentialParameters.ES256,
                        PublicKeyCredentialParameters.RS256)
                // The passkey is enough to sign in: it names its user, who is verified by the authenticator.
                .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build())
                .attestation(AttestationConveyancePreference.NONE)
                .excludeCredentials(known.stream()
                        .map(id -> PublicKeyCredentialDescriptor.builder()
                                .id(new Bytes(id))
                                .build())
                        .toList())
                .timeout(TIMEOUT)
                .build();
    }

    /** What a browser needs to sign in with any passkey for this application, as JSON. */
    String requestOptions(byte[] challenge) {
        return json.writeValueAsString(request(challenge));
    }

    private PublicKeyCredentialRequestOptions request(byte[] challenge) {
        return PublicKeyCredentialRequestOptions.builder()
                .rpId(id())
                .challenge(new Bytes(challenge))
                .userVerification(UserVerificationRequirement.REQUIRED)
                .timeout(TIMEOUT)
                .build();
    }

    /**
     * Verifies a new passkey. Whether its challenge was given out to the user is for the database to decide.
     *
     * @throws PasskeyRefusedException if it is not valid
     */
    NewPasskey verifyNew(String answer, PasskeyUser user, String label) {
        try {
            PublicKeyCredential<AuthenticatorAttestationResponse> credential =
                    json.readValue(answer, new TypeReference<>() {});
            byte[] challenge = challenge(credential.getResponse().getClientDataJSON());
            SingleCredential single = new SingleCredential(user.entity(), null);
            CredentialRecord made = operations(single)
                    .registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                            creation(challenge, user, List.of()), new RelyingPartyPublicKey(credential, label)));
            return new NewPasskey(
                    challenge,
                    made.getCredentialId().getBytes(),
                    Objects.requireNonNull(made.getAttestationObject()).getBytes(),
                    made.getSignatureCount(),
                    transports(made.getTransports()));
        } catch (RuntimeException invalid) {
            throw new PasskeyRefusedException("the new passkey is not valid: " + invalid.getMessage(), invalid);
        }
    }

    /** As they are stored: those that WebAuthn names. Browsers may send others, and forged answers any text. */
    static String transports(Set<AuthenticatorTransport> sent) {
        return Arrays.stream(AuthenticatorTransport.values())
                .filter(sent::contains)
                .map(AuthenticatorTransport::getValue)
                .sorted()
                .collect(Collectors.joining(" "));
    }

    /** @throws PasskeyRefusedException if it is not the answer of an authenticator */
    PublicKeyCredential<AuthenticatorAssertionResponse> read(String answer) {
        try {
            PublicKeyCredential<AuthenticatorAssertionResponse> assertion =
                    json.readValue(answer, new TypeReference<>() {});
            Objects.requireNonNull(assertion.getRawId());
            Objects.requireNonNull(assertion.getResponse());
            return assertion;
        } catch (RuntimeException invalid) {
            throw new PasskeyRefusedException("the answer cannot be read", invalid);
        }
    }

    /**
     * Verifies what a passkey signed. Whether its challenge was given out, and its counter has risen, is for the database to
     * decide.
     *
     * @throws PasskeyRefusedException if it is not valid
     */
    VerifiedUse verify(PublicKeyCredential<AuthenticatorAssertionResponse> assertion, KnownPasskey known) {
        try {
            Bytes handle = assertion.getResponse().getUserHandle();
            if (handle == null || !Arrays.equals(handle.getBytes(), known.handle())) {
                throw new PasskeyRefusedException("the passkey is another user's");
            }
            byte[] challenge = challenge(assertion.getResponse().getClientDataJSON());
            PasskeyUser user = new PasskeyUser(known.handle(), known.userId().toString(), "");
            SingleCredential single = new SingleCredential(user.entity(), record(assertion.getRawId(), known));
            operations(single).authenticate(new RelyingPartyAuthenticationRequest(request(challenge), assertion));
            return new VerifiedUse(challenge, single.verified().getSignatureCount());
        } catch (PasskeyRefusedException refused) {
            throw refused;
        } catch (RuntimeException invalid) {
            throw new PasskeyRefusedException("the signature is not valid: " + invalid.getMessage(), invalid);
        }
    }

    /** A passkey that was verified and can be added. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record NewPasskey(
            byte[] challenge, byte[] credential, byte[] attestation, long signatureCount, String transports) {}

    /** What was signed, with the passkey's counter. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record VerifiedUse(byte[] challenge, long signatureCount) {}

    private Webauthn4JRelyingPartyOperations operations(SingleCredential single) {
        return new Webauthn4JRelyingPartyOperations(
                single,
                single,
                PublicKeyCredentialRpEntity.builder().id(id()).name(id()).build(),
                Set.of(origin()));
    }

    private static CredentialRecord record(Bytes id, KnownPasskey known) {
        return ImmutableCredentialRecord.builder()
                .credentialId(id)
                .userEntityUserId(new Bytes(known.handle()))
                // The attestation object has the key; Spring Security takes it from there.
                .publicKey(new ImmutablePublicKeyCose(new byte[0]))
                .attestationObject(new Bytes(known.attestationObject()))
                .signatureCount(known.signatureCount())
                .transports(Arrays.stream(known.transports().split(" "))
                        .filter(transport -> !transport.isEmpty())
                        .map(AuthenticatorTransport::valueOf)
                        .collect(Collectors.toUnmodifiableSet()))
                .label("")
                .build();
    }

    /** The challenge that the browser says was signed. */
    private byte[] challenge(Bytes clientData) {
        return Bytes.fromBase64(
                        json.readTree(clientData.getBytes()).path("challenge").asString())
                .getBytes();
    }
}
