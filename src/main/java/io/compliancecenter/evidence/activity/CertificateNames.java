package io.compliancecenter.evidence.activity;

import io.compliancecenter.catalogue.Catalogue;
import io.compliancecenter.evidence.Payload;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Distinguishes certifications of the same name.
 *
 * @param shared the names that several certifications have, in lower case
 */
record CertificateNames(Set<String> shared) {

    /**
     * The names in the record and in the published catalogue.
     *
     * @param certificates the payload of an entry about each certificate in the record
     */
    static CertificateNames of(List<Payload> certificates, Catalogue published) {
        Map<String, Set<String>> codes = new HashMap<>();
        certificates.forEach(payload -> codes.computeIfAbsent(folded(name(payload)), name -> new HashSet<>())
                .add(payload.text("certificate", "certification")));
        published
                .certifications()
                .forEach(certification -> codes.computeIfAbsent(folded(certification.name()), name -> new HashSet<>())
                        .add(certification.code()));
        return new CertificateNames(codes.entrySet().stream()
                .filter(name -> name.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
    }

    /** The code and file of an entry's certificate; empty if its name is unique. */
    String distinction(Payload payload) {
        return shared.contains(folded(name(payload)))
                ? payload.text("certificate", "certification") + " · " + payload.text("certificate", "fileName")
                : "";
    }

    private static String name(Payload payload) {
        return payload.text("certificate", "certificationName");
    }

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
