package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.bundle.BundleContents;
import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Checks a bundle with nothing but what is in it: no database, no network. */
public final class BundleVerification {

    private BundleVerification() {}

    /**
     * Checks a bundle.
     *
     * @param trustedKey SHA-256 of the only key that counts, in lower-case hexadecimal; null if any in the bundle will do
     * @param authorities whose time stamps count; if none are given, anybody's do
     */
    public static Findings verify(Path file, @Nullable String trustedKey, TrustedAuthorities authorities) {
        Findings findings = new Findings();
        try (BundleContents bundle = BundleContents.open(file)) {
            bundle.check(findings);
            ChainCheck chain = new ChainCheck(bundle, findings);
            chain.check();
            new CheckpointCheck(bundle, chain, trustedKey, authorities, findings).check();
        } catch (IOException unreadable) {
            findings.fault("it cannot be read as a ZIP file: "
                    + BundleContents.printable(String.valueOf(unreadable.getMessage())));
        }
        return findings;
    }
}
