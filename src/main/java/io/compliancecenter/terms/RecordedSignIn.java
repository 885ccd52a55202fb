package io.compliancecenter.terms;

import io.compliancecenter.organization.SignIn;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the person who agreed was authenticated, as the record keeps it. Issuer and subject identify them at their provider and
 * are null for those who signed in here.
 *
 * @param amr authentication methods, with spaces between them
 */
@Embeddable
record RecordedSignIn(
        @Column(name = "signed_in_at", updatable = false) Instant at,
        @Column(name = "sign_in_method", updatable = false) String method,

        @Column(name = "authenticated_at", updatable = false) @Nullable
        Instant authenticatedAt,

        @Column(name = "sign_in_issuer", updatable = false) @Nullable
        String issuer,

        @Column(name = "sign_in_subject", updatable = false) @Nullable
        String subject,

        @Column(name = "sign_in_acr", updatable = false) @Nullable
        String acr,

        @Column(name = "sign_in_amr", updatable = false) @Nullable
        String amr) {

    static RecordedSignIn of(SignIn signIn) {
        SignIn.Provider provider = signIn.provider();
        return provider == null
                ? new RecordedSignIn(
                        signIn.at(), signIn.method().code(), signIn.authenticatedAt(), null, null, null, null)
                : new RecordedSignIn(
                        signIn.at(),
                        signIn.method().code(),
                        signIn.authenticatedAt(),
                        provider.issuer(),
                        provider.subject(),
                        provider.acr(),
                        provider.amrText());
    }
}
