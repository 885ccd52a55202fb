package io.compliancecenter.security.provider;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The claims of a provider about somebody, by path.
 *
 * @param provider id, for the log
 */
record ClaimValues(String provider, Map<String, Object> claims) {

    private static final Logger log = LoggerFactory.getLogger(ClaimValues.class);

    /** OpenID Connect Core 1.0, section 5.6.2: claims that are to be asked for elsewhere. */
    private static final String ELSEWHERE = "_claim_names";

    /** More are not read. */
    private static final int MAX_VALUES = 1_000;

    /**
     * The texts at a path; empty if they are not known.
     *
     * @param configured the path as it is configured, for the log
     */
    Optional<List<String>> at(String path, String configured) {
        if (isElsewhere(path)) {
            log.warn("{} left the claim {} out because it is too large: nothing is known", provider, configured);
            return Optional.empty();
        }
        Optional<List<String>> values = texts(find(claims, path));
        if (values.isEmpty()) {
            log.warn("{} did not send the claim {}: nothing is known", provider, configured);
        }
        return values;
    }

    private static Optional<List<String>> texts(@Nullable Object value) {
        if (value instanceof String text) {
            return Optional.of(List.of(text));
        }
        Collection<?> values;
        if (value instanceof Collection<?> list) {
            values = list;
        } else if (value instanceof Map<?, ?> members) {
            values = named(members);
        } else {
            return Optional.empty();
        }
        boolean valid = values.size() <= MAX_VALUES && values.stream().allMatch(String.class::isInstance);
        return valid ? Optional.of(values.stream().map(String.class::cast).toList()) : Optional.empty();
    }

    /** Some providers send an object for a list, and tell more of each in its value. What is false or null does not count. */
    private static List<?> named(Map<?, ?> members) {
        return members.entrySet().stream()
                .filter(member -> member.getValue() != null && !Boolean.FALSE.equals(member.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether the provider left the claim out because it is too large. */
    boolean isElsewhere(String path) {
        return claims.get(ELSEWHERE) instanceof Map<?, ?> elsewhere
                && elsewhere.keySet().stream().anyMatch(name -> path.equals(name) || path.startsWith(name + "."));
    }

    /** Names of claims may have dots themselves, so the longest name that is there counts. */
    private static @Nullable Object find(Map<?, ?> claims, String path) {
        int end = path.length();
        while (end > 0) {
            Object value = claims.get(path.substring(0, end));
            if (value != null && end == path.length()) {
                return value;
            }
            if (value instanceof Map<?, ?> inner) {
                return find(inner, path.substring(end + 1));
            }
            end = path.lastIndexOf('.', end - 1);
        }
        return null;
    }
}
