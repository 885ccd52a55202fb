package io.compliancecenter.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * What the vendor says about a certification.
 *
 * @param code its name in addresses
 * @param summary plain text, one or two sentences
 * @param assures Markdown: what it assures
 * @param compliance code of the compliance that it attests; null if none
 * @param renewalCycle how often it is renewed; null if no cycle is stated
 */
public record CertificationDetails(
        String code,
        String name,
        Status status,
        String summary,
        String assures,
        @Nullable String compliance,
        @Nullable RenewalCycle renewalCycle) {}
