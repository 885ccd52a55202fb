package io.compliancecenter.web;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The addresses of all pages: every GET mapping of the application's own controllers, and some with parameters. */
final class PageAddresses {

    /** Reasons by pattern. */
    private static final Map<String, String> NOT_VISITED = Map.of(
            "/error", "The server dispatches to it.",
            "/", "It redirects.",
            "/organizations/{slug}", "It redirects.",
            "/organizations/{slug}/members/invitations", "It redirects.",
            "/sign-in/check", "It redirects whoever has not signed in through a provider.",
            "/organizations/{slug}/downloads/{permit}/file", "It sends one file, and records that after the last byte.",
            "/desk/customers.csv", "It reads a stretch at a time, so that no file is in memory as a whole.",
            "/desk/downloads.csv", "It reads a stretch at a time, so that no file is in memory as a whole.",
            "/assets/brand/logo", "It reads nothing from the database.",
            "/assets/brand/colors.css", "It reads nothing from the database.");

    /** Other lists, or what is in a draft, on the same pages. */
    private static final List<String> WITH_PARAMETERS = List.of(
            "/organizations/{slug}/activity?kind=ACCEPTANCE&certificate={certificate}&member={member}",
            "/organizations/{slug}/certifications?q=c",
            "/organizations/{slug}/members?q=invited",
            "/desk/catalogue/COMPLIANCE/order",
            "/desk/catalogue/COMPLIANCE/order?draft={draft}",
            "/desk/catalogue/COMPLIANCE/{code}/retirement",
            "/desk/catalogue/COMPLIANCE/{code}/yaml",
            "/desk/catalogue/CERTIFICATION/order?draft={draft}",
            "/desk/catalogue/certifications/{code}/edit?draft={draft}",
            "/desk/catalogue/compliances/{code}/edit?draft={draft}",
            "/desk/customers?q=tenant",
            "/desk/downloads?organization=tenant&person=admin",
            "/desk/drafts?closed=true",
            "/desk/drafts/{draft}/preview?q=tenant",
            "/desk/groups/{group}?q=tenant",
            "/desk/requests?decided=true",
            "/desk/terms/new?draft={draft}");

    private final Map<String, String> values = new HashMap<>();

    /**
     * Says what to write for a part of the patterns.
     *
     * @param part such as {@code {draft}}
     */
    void put(String part, Object value) {
        values.put(part, value.toString());
    }

    /** @return addresses by pattern, with the present values */
    List<String> of(RequestMappingHandlerMapping mappings) {
        Set<String> patterns = patterns(mappings);
        assertThat(patterns).containsAll(NOT_VISITED.keySet());
        patterns.removeAll(NOT_VISITED.keySet());
        return Stream.concat(patterns.stream(), WITH_PARAMETERS.stream()).toList();
    }

    /** The address of a pattern, with the present values. */
    String fill(String pattern) {
        String address = pattern;
        for (Map.Entry<String, String> value : values.entrySet()) {
            address = address.replace(value.getKey(), value.getValue());
        }
        assertThat(address)
                .as("A value is missing for %s, or a reason why it is not visited", pattern)
                .doesNotContain("{");
        return address;
    }

    private static Set<String> patterns(RequestMappingHandlerMapping mappings) {
        return mappings.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("io.compliancecenter."))
                .map(Map.Entry::getKey)
                .filter(mapping -> mapping.getMethodsCondition().isEmpty()
                        || mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .collect(toCollection(TreeSet::new));
    }
}
