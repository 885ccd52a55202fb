package io.compliancecenter.evidence.activity;

import io.compliancecenter.catalogue.PublishedCatalogue;
import io.compliancecenter.evidence.Facts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of the certificates in an Organization's record, told apart where one name stands for several certifications.
 *
 * @param shared the names that do, in lower case
 */
record CertificateNames(Set<String> shared) {

    /**
     * The names of what is in the record and of what is published now.
     *
     * @param certificates an entry about each certificate that is in the record
     */
    static CertificateNames in(List<Facts> certificates, PublishedCatalogue published) {
        Map<String, Set<String>> codes = new HashMap<>();
        certificates.forEach(facts -> codes.computeIfAbsent(folded(name(facts)), name -> new HashSet<>())
                .add(facts.text("certificate", "certification")));
        published
                .certifications()
                .forEach(certification -> codes.computeIfAbsent(folded(certification.name()), name -> new HashSet<>())
                        .add(certification.code()));
        return new CertificateNames(codes.entrySet().stream()
                .filter(name -> name.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
    }

    /** Code and file of an entry's certificate; empty if the name says which it is. */
    String distinction(Facts facts) {
        return shared.contains(folded(name(facts)))
                ? facts.text("certificate", "certification") + " · " + facts.text("certificate", "fileName")
                : "";
    }

    private static String name(Facts facts) {
        return facts.text("certificate", "certificationName");
    }

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
