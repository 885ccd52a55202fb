package io.compliancecenter.publishing.folder;

import io.compliancecenter.terms.PreparedTerms;
import io.compliancecenter.terms.TermsVersion.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the versions of the terms: {@code terms/1.md}, {@code terms/1.de.md}, {@code terms/2.md} and so on. A file
 * {@code terms/terms.yaml} may say more of them; without it, each is material, and in effect from its publication.
 */
final class TermsReader {

    static final String FOLDER = "terms";

    private static final int MAX_SIZE = 1 << 20;
    private static final Pattern NAME = Pattern.compile("([1-9][0-9]{0,8})(?:\\.([A-Za-z0-9-]+))?\\.md");

    private final Folder folder;
    private final ValidationErrors errors;

    private TermsReader(Folder folder, ValidationErrors errors) {
        this.folder = folder;
        this.errors = errors;
    }

    /** The terms by version, without those that are wrong and reported. */
    static SortedMap<Integer, TermsFile> read(Folder folder, ValidationErrors errors) {
        try {
            List<String> names = folder.names(FOLDER);
            return names.contains(TermsList.NAME)
                    ? TermsList.read(folder, names, errors)
                    : new TermsReader(folder, errors).named(names);
        } catch (IOException failure) {
            errors.add(Location.of(FOLDER), "cannot be read: " + failure);
            return new TreeMap<>();
        }
    }

    /** Reads versions out of the names of the files. */
    private SortedMap<Integer, TermsFile> named(List<String> names) {
        SortedMap<Integer, Map<Locale, String>> files = new TreeMap<>();
        for (String name : names) {
            Matcher parts = NAME.matcher(name);
            Location location = Location.of(FOLDER + "/" + name);
            if (!parts.matches()) {
                errors.add(location, "is not called after its version, as in " + FOLDER + "/1.md");
                continue;
            }
            Optional<Locale> locale =
                    parts.group(2) == null ? Optional.of(Locale.ENGLISH) : ValueParser.LANGUAGE.parse(parts.group(2));
            if (locale.isEmpty()) {
                errors.add(location, "'" + parts.group(2) + "' has to be " + ValueParser.LANGUAGE.expected());
                continue;
            }
            String other = files.computeIfAbsent(Integer.valueOf(parts.group(1)), version -> new LinkedHashMap<>())
                    .putIfAbsent(locale.get(), name);
            if (other != null) {
                errors.add(location, "is the same version in the same language as " + FOLDER + "/" + other);
            }
        }
        SortedMap<Integer, TermsFile> terms = new TreeMap<>();
        files.forEach((version, texts) -> terms.put(version, file(version, texts)));
        return terms;
    }

    private TermsFile file(int version, Map<Locale, String> names) {
        Map<Locale, String> texts = new LinkedHashMap<>();
        Map<String, Location> locations = new LinkedHashMap<>();
        List<Locale> locales = new ArrayList<>(names.keySet());
        // The text without a language in its name comes first.
        locales.sort((one, other) -> Boolean.compare(other.equals(Locale.ENGLISH), one.equals(Locale.ENGLISH)));
        for (Locale locale : locales) {
            String file = FOLDER + "/" + names.get(locale);
            text(folder, file, errors).ifPresent(text -> texts.put(locale, text));
            locations.putIfAbsent("version", Location.of(file));
            locations.put("texts." + locale.toLanguageTag(), Location.of(file));
        }
        return new TermsFile(new PreparedTerms(version, Kind.MATERIAL, null, texts), locations);
    }

    /** The text of a file; empty, and reported, if there is none. */
    static Optional<String> text(Folder folder, String file, ValidationErrors errors) {
        Optional<String> text = folder.text(file, MAX_SIZE, errors);
        text.filter(String::isBlank).ifPresent(blank -> errors.add(Location.of(file), "is empty"));
        return text;
    }
}
