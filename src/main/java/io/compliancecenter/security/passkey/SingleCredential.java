package io.compliancecenter.security.passkey;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;

/**
 * The one credential that a verification is about. Spring Security verifies and stores in one step; here, the database stores,
 * and decides once more whether it may.
 */
final class SingleCredential implements UserCredentialRepository, PublicKeyCredentialUserEntityRepository {

    private final PublicKeyCredentialUserEntity user;
    private final @Nullable CredentialRecord known;
    private @Nullable CredentialRecord verified;

    /** @param known null for a credential that is new */
    SingleCredential(PublicKeyCredentialUserEntity user, @Nullable CredentialRecord known) {
        this.user = user;
        this.known = known;
    }

    /** The credential after it was verified. */
    CredentialRecord verified() {
        return Objects.requireNonNull(verified);
    }

    @Override
    public void save(CredentialRecord record) {
        verified = record;
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
        return known != null && known.getCredentialId().equals(credentialId) ? known : null;
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes userId) {
        return known == null ? List.of() : List.of(known);
    }

    @Override
    public PublicKeyCredentialUserEntity findById(Bytes id) {
        return user;
    }

    @Override
    public PublicKeyCredentialUserEntity findByUsername(String username) {
        return user;
    }

    @Override
    public void save(PublicKeyCredentialUserEntity entity) {
        throw new UnsupportedOperationException("Users are not stored here");
    }

    @Override
    public void delete(Bytes id) {
        throw new UnsupportedOperationException("Nothing is deleted here");
    }
}
