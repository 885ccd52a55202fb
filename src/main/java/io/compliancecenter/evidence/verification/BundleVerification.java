package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Verifies a bundle offline: without database or network. */
public final class BundleVerification {

    private BundleVerification() {}

    /**
     * @param trustedKey SHA-256 of the only key that is accepted, in lower-case hexadecimal; null accepts any in the bundle
     * @param authorities whose time stamps are accepted; if none are given, anybody's are
     */
    public static void verify(
            Path file, @Nullable String trustedKey, TrustedAuthorities authorities, VerificationReport report) {
        try (BundleContents bundle = BundleContents.open(file)) {
            bundle.check(report);
            BundleEntryCheck entries = new BundleEntryCheck(bundle, report);
            entries.check();
            Set<String> trustedKeys = trustedKey == null ? Set.of() : Set.of(trustedKey);
            new BundleCheckpointCheck(bundle, entries, trustedKeys, authorities, report).check();
        } catch (IOException unreadable) {
            report.problem("it cannot be read as a ZIP file: " + unreadable.getMessage());
        }
    }
}
