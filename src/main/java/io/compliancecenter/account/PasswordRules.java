package io.compliancecenter.account;

import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.catalogue.published.Catalogue.VendorDetails;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Which passwords people may choose, as NIST SP 800-63B recommends: long ones, of any characters, that are not common. Nobody has
 * to mix kinds of characters.
 */
@Component
public class PasswordRules {

    /** In characters, that is, code points. */
    public static final int MIN_LENGTH = 12;

    public static final int MAX_LENGTH = 128;

    private static final int MIN_PIECES = 6;

    /** Shorter words of names and addresses would be found in too many passwords. */
    private static final int MIN_WORD = 3;

    private final Supplier<String> vendor;
    private final Set<String> common;

    @Autowired
    PasswordRules(CatalogueService catalogue) throws IOException {
        this(() -> catalogue.vendor().map(VendorDetails::name).orElse(""));
    }

    /** @param vendor gives the vendor's present name */
    PasswordRules(Supplier<String> vendor) throws IOException {
        this.vendor = vendor;
        this.common = new ClassPathResource("passwords/common.txt", PasswordRules.class.getClassLoader())
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .flatMap(line -> List.of(line.split("\\s+")).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Checks a password before it is set.
     *
     * @param repeated what was typed the second time
     * @param email the user's address
     * @param name the user's name
     * @return empty if there is no objection
     */
    public Optional<PasswordObjection> check(String password, String repeated, String email, String name) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN_LENGTH) {
            return Optional.of(PasswordObjection.TOO_SHORT);
        }
        if (length > MAX_LENGTH) {
            return Optional.of(PasswordObjection.TOO_LONG);
        }
        if (!password.equals(repeated)) {
            return Optional.of(PasswordObjection.NOT_REPEATED);
        }
        Set<String> words = new HashSet<>(common);
        addWords(words, email);
        addWords(words, name);
        addWords(words, vendor.get());
        return new PasswordStrength(words).pieces(password) < MIN_PIECES
                ? Optional.of(PasswordObjection.TOO_COMMON)
                : Optional.empty();
    }

    /** As a whole, and each part. */
    private static void addWords(Set<String> words, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        words.add(lower);
        words.add(lower.replaceAll("[^\\p{L}]+", ""));
        for (String part : lower.split("[^\\p{L}]+")) {
            if (part.length() >= MIN_WORD) {
                words.add(part);
            }
        }
    }
}
