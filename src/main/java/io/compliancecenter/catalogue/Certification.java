package io.compliancecenter.catalogue;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An attestation that the vendor holds.
 *
 * @param code its name in addresses
 * @param summary plain text, one or two sentences
 * @param assures Markdown: what it assures
 * @param compliance code of the compliance that it attests; null if none
 * @param renewalCycle how often it is renewed; null if the vendor names no cycle
 * @param certificates every version that is on offer, latest first
 */
public record Certification(
        String code,
        String name,
        Status status,
        String summary,
        String assures,
        @Nullable String compliance,
        @Nullable RenewalCycle renewalCycle,
        List<Certificate> certificates) {

    /** The certificate that no later one has superseded; empty if none is on offer. */
    public Optional<Certificate> currentCertificate() {
        return certificates.stream().findFirst();
    }
}
