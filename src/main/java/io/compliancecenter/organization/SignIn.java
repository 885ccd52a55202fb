package io.compliancecenter.organization;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How and when a user signed in.
 *
 * @param at when the session began
 * @param authenticatedAt when the person last proved who they are; null if their provider does not say
 * @param provider who vouches for them; null unless the method is {@link Method#PROVIDER}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SignIn(
        Method method,
        Instant at,
        @Nullable Instant authenticatedAt,
        @Nullable Provider provider) {

    public SignIn {
        Objects.requireNonNull(method);
        Objects.requireNonNull(at);
        if ((method == Method.PROVIDER) != (provider != null)) {
            throw new IllegalArgumentException("A provider belongs to a sign-in through one");
        }
    }

    /** What a person proved who they are with. */
    public enum Method {
        PASSWORD,
        PASSKEY,
        /** At an identity provider. */
        PROVIDER;

        /** As records name it: in lower case. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What an identity provider said about the person, as claims of OpenID Connect Core 1.0.
     *
     * @param id of the provider in the configuration
     * @param issuer with the subject, the person's identity
     * @param sid the session at the provider; null if it does not name one
     * @param acr authentication context class; null if it does not name one
     * @param amr authentication methods; may be empty
     * @param confirmedAt when the provider last confirmed the session; null if it did not since the sign-in
     * @param loginHint by what the provider tells whom it is asked about, among several people who are signed in there; null if it
     *     said nothing that would do
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Provider(
            String id,
            String issuer,
            String subject,
            @Nullable String sid,
            @Nullable String acr,
            @Nullable List<String> amr,
            @Nullable Instant confirmedAt,
            @Nullable String loginHint) {

        public Provider {
            Objects.requireNonNull(issuer);
            Objects.requireNonNull(subject);
            amr = amr == null ? List.of() : List.copyOf(amr);
        }

        /** The authentication methods with spaces between them; null if there are none. */
        public @Nullable String amrText() {
            return amr == null || amr.isEmpty() ? null : String.join(" ", amr);
        }
    }

    /** When the provider last vouched for the person: at the sign-in, or when it confirmed the session since. */
    public Instant lastConfirmedAt() {
        return provider == null || provider.confirmedAt() == null ? at : provider.confirmedAt();
    }

    /**
     * This sign-in, which its provider has confirmed. How the person authenticated changes only if they did so again: a provider
     * that confirms a session names the weakest authentication, or none.
     *
     * @param answer what the provider says now
     */
    public SignIn confirmedBy(SignIn answer) {
        Provider before = Objects.requireNonNull(provider);
        Provider now = Objects.requireNonNull(answer.provider());
        boolean again = answer.authenticatedAt() != null
                && (authenticatedAt == null || answer.authenticatedAt().isAfter(authenticatedAt));
        return new SignIn(
                method,
                at,
                again ? answer.authenticatedAt() : authenticatedAt,
                new Provider(
                        before.id(),
                        before.issuer(),
                        before.subject(),
                        now.sid() == null ? before.sid() : now.sid(),
                        again ? now.acr() : before.acr(),
                        again ? now.amr() : before.amr(),
                        answer.at(),
                        now.loginHint()));
    }

    /** A sign-in at this application, by which the person proves now who they are. */
    public static SignIn here(Method method, Instant now) {
        return new SignIn(method, now, now, null);
    }
}
