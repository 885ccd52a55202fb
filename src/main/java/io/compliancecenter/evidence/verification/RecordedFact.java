package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.EntryKind;
import io.compliancecenter.evidence.Payload;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A value that an entry of the record and the row that it is about have in common.
 *
 * @param sql of the row's value, with the names that {@link RecordDatabase} gives the tables
 * @param path of the value in the entry's payload
 */
record RecordedFact(String sql, String... path) {

    static final List<RecordedFact> ACCEPTANCE = List.of(
            new RecordedFact("a.id", "acceptance"),
            new RecordedFact("a.organization_id", "organization", "id"),
            new RecordedFact("a.organization_name", "organization", "name"),
            new RecordedFact("a.organization_name", "onBehalfOf"),
            new RecordedFact("a.user_id", "member", "id"),
            new RecordedFact("a.name", "member", "name"),
            new RecordedFact("a.email", "member", "email"),
            new RecordedFact("case when not a.email_verified then 'false' end", "member", "emailVerified"),
            new RecordedFact("a.role", "member", "role"),
            new RecordedFact("a.terms_version", "terms", "version"),
            new RecordedFact("a.terms_locale", "terms", "locale"),
            new RecordedFact("encode(a.terms_sha256, 'hex')", "terms", "sha256"),
            new RecordedFact("a.certificate_id", "certificate", "id"),
            new RecordedFact("a.checkbox_label", "words", "checkbox"),
            new RecordedFact("a.button_label", "words", "button"),
            new RecordedFact("a.locale", "words", "locale"),
            new RecordedFact("a.accepted_at", "acceptedAt"),
            new RecordedFact("host(a.client_address)", "client", "address"),
            new RecordedFact("a.user_agent", "client", "userAgent"),
            new RecordedFact("a.sign_in_method", "signIn", "method"),
            new RecordedFact("a.signed_in_at", "signIn", "at"),
            new RecordedFact("a.authenticated_at", "signIn", "authenticatedAt"),
            new RecordedFact("a.sign_in_issuer", "signIn", "issuer"),
            new RecordedFact("a.sign_in_subject", "signIn", "subject"),
            new RecordedFact("a.sign_in_acr", "signIn", "acr"),
            new RecordedFact("a.sign_in_amr", "signIn", "amr"),
            new RecordedFact("a.idempotency_key", "idempotencyKey"));

    static final List<RecordedFact> PERMIT = List.of(
            new RecordedFact("p.id", "permit"),
            new RecordedFact("p.acceptance_id", "acceptance"),
            new RecordedFact("p.signed_agreement_id", "agreement", "id"),
            new RecordedFact("p.agreement_signed_on", "agreement", "signedOn"),
            new RecordedFact("encode(g.sha256, 'hex')", "agreement", "sha256"),
            new RecordedFact("encode(p.serial, 'hex')", "serial"),
            new RecordedFact("lower(p.copy_kind)", "copy"),
            new RecordedFact("p.organization_id", "organization", "id"),
            new RecordedFact("p.organization_name", "organization", "name"),
            new RecordedFact("p.user_id", "member", "id"),
            new RecordedFact("p.name", "member", "name"),
            new RecordedFact("p.email", "member", "email"),
            new RecordedFact("case when not p.email_verified then 'false' end", "member", "emailVerified"),
            new RecordedFact("p.certificate_id", "certificate", "id"),
            new RecordedFact("p.granted_at", "grantedAt"),
            new RecordedFact("p.expires_at", "expiresAt"));

    /** The hash is computed again, so that a paper or a particular that was altered shows. */
    static final List<RecordedFact> AGREEMENT = List.of(
            new RecordedFact("g.id", "agreement", "id"),
            new RecordedFact("g.organization_id", "organization", "id"),
            new RecordedFact("g.organization_name", "organization", "name"),
            new RecordedFact("g.vendor_party", "agreement", "vendorParty"),
            new RecordedFact("g.customer_party", "agreement", "customerParty"),
            new RecordedFact("g.signed_on", "agreement", "signedOn"),
            new RecordedFact("g.in_force_from", "agreement", "from"),
            new RecordedFact("g.in_force_until", "agreement", "until"),
            new RecordedFact(
                    "case e.kind when 'agreement-approved' then encode(signed_agreement_sha256(g), 'hex') end",
                    "agreement",
                    "sha256"));

    private static final Map<String, List<RecordedFact>> BY_KIND = Map.of(
            EntryKind.ACCEPTANCE.code(), ACCEPTANCE,
            EntryKind.PERMIT.code(), PERMIT,
            EntryKind.AGREEMENT_APPROVED.code(), AGREEMENT);

    /** Those of entries of that kind; empty if such entries are about no row. */
    static List<RecordedFact> of(String kind) {
        return BY_KIND.getOrDefault(kind, List.of());
    }

    /** For a select list. */
    static String columns(List<RecordedFact> facts) {
        return facts.stream().map(RecordedFact::sql).collect(Collectors.joining(", "));
    }

    /**
     * Whether the row and the entry say the same.
     *
     * @param stored the row's values, in the order of the facts
     */
    static boolean areSame(List<RecordedFact> facts, @Nullable Object[] stored, Payload content) {
        return IntStream.range(0, stored.length).allMatch(i -> facts.get(i).isSame(stored[i], content));
    }

    private boolean isSame(@Nullable Object stored, Payload content) {
        try {
            return stored instanceof Timestamp time
                    ? time.toInstant().equals(content.time(path))
                    : Objects.equals(Objects.toString(stored, null), content.value(path));
        } catch (DateTimeException malformed) {
            return false;
        }
    }
}
