package io.compliancecenter.evidence.activity;

import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.evidence.Payload;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Distinguishes certifications of the same name, in the record and in the published catalogue. */
final class CertificateNames {

    private final Map<String, Set<String>> codes = new HashMap<>();

    /** @param certificates the payload of an entry about each certificate in the record */
    CertificateNames(List<Payload> certificates, Catalogue published) {
        certificates.forEach(payload -> add(name(payload), payload.text("certificate", "certification")));
        published.certifications().forEach(certification -> add(certification.name(), certification.code()));
    }

    private void add(String name, String code) {
        codes.computeIfAbsent(folded(name), unused -> new HashSet<>()).add(code);
    }

    /** The code and file of an entry's certificate; empty if its name is unique. */
    String distinction(Payload payload) {
        return codes.getOrDefault(folded(name(payload)), Set.of()).size() > 1
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
