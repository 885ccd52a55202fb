package io.compliancecenter.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Warns, once what a start publishes is published, of compliances or certifications that readers cannot tell apart by name. */
@Component
class DuplicateNameCheck {

    private static final Logger log = LoggerFactory.getLogger(DuplicateNameCheck.class);

    private final CurrentCatalogue catalogue;

    DuplicateNameCheck(CurrentCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @EventListener(ApplicationStartedEvent.class)
    void warn() {
        in(catalogue.get()).forEach(log::warn);
    }

    /** One sentence for each name that is given more than once. */
    static List<String> in(PublishedCatalogue catalogue) {
        Map<String, List<Named>> compliances = catalogue.compliances().stream()
                .map(compliance -> new Named(compliance.code(), compliance.name()))
                .collect(Collectors.groupingBy(Named::folded, TreeMap::new, Collectors.toList()));
        Map<String, List<Named>> certifications = catalogue.certifications().stream()
                .map(certification -> new Named(certification.code(), certification.name()))
                .collect(Collectors.groupingBy(Named::folded, TreeMap::new, Collectors.toList()));
        List<String> findings = new ArrayList<>();
        compliances.values().stream()
                .filter(same -> same.size() > 1)
                .map(same -> "compliances %s have the same name '%s'; readers cannot tell them apart"
                        .formatted(codes(same), same.get(0).name()))
                .forEach(findings::add);
        certifications.values().stream()
                .filter(same -> same.size() > 1)
                .map(same -> "certifications %s have the same name '%s'; pages show their codes and files beside it"
                        .formatted(codes(same), same.get(0).name()))
                .forEach(findings::add);
        return findings;
    }

    private static String codes(List<Named> same) {
        return same.stream().map(named -> "'" + named.code() + "'").collect(Collectors.joining(", "));
    }

    private record Named(String code, String name) {

        String folded() {
            return name.strip().toLowerCase(Locale.ROOT);
        }
    }
}
