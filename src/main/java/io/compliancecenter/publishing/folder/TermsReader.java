package io.compliancecenter.publishing.folder;

import io.compliancecenter.terms.PreparedTerms;
import io.compliancecenter.terms.TermsVersion.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the versions of the terms: {@code terms/1.md}, {@code terms/1.de.md}, {@code terms/2.md} and so on. A file
 * {@code terms/terms.yaml} may say more of them; without it, each is material, and in effect from its publication.
 */
public final class TermsReader {

    public static final String FOLDER = "terms/";
    public static final String LIST = "terms.yaml";
    private static final int MAX_SIZE = 1 << 20;
    private static final Pattern NAME = Pattern.compile("([1-9][0-9]{0,8})(?:\\.([A-Za-z0-9-]+))?\\.md");

    /** The language whose name a file does not need comes first. */
    private static final Comparator<Locale> ENGLISH_FIRST = Comparator.comparing(
                    (Locale locale) -> !locale.equals(Locale.ENGLISH))
            .thenComparing(Locale::toLanguageTag);

    private final Folder folder;
    private final ValidationErrors errors;
    private final SortedMap<Integer, TermsFile> terms = new TreeMap<>();
    private final Set<String> listed = new HashSet<>(Set.of(LIST));

    private TermsReader(Folder folder, ValidationErrors errors) {
        this.folder = folder;
        this.errors = errors;
    }

    /** The terms by version, without those that are wrong and reported. */
    static SortedMap<Integer, TermsFile> read(Folder folder, ValidationErrors errors) {
        TermsReader reader = new TermsReader(folder, errors);
        try {
            List<String> names = folder.names(FOLDER);
            if (names.contains(LIST)) {
                reader.readList(names);
            } else {
                reader.readNames(names);
            }
        } catch (IOException failure) {
            errors.add(Location.of(FOLDER), "cannot be read: " + failure);
        }
        return reader.terms;
    }

    /** Reads the list, which has to name every file. */
    private void readList(List<String> names) {
        folder.text(FOLDER + LIST, MAX_SIZE, errors)
                .flatMap(text -> YamlMapping.read(
                        FOLDER + LIST, text, errors, root -> root.requiredMappings("versions", this::version)))
                .ifPresent(versions -> names.stream()
                        .filter(name -> !listed.contains(name))
                        .forEach(name -> errors.add(Location.of(FOLDER + name), "is not listed in " + FOLDER + LIST)));
    }

    private TermsFile version(YamlMapping entry) {
        int version = entry.value("version", ValueParser.VERSION);
        Kind kind = entry.value("change", ValueParser.KIND);
        Instant effectiveAt = entry.optionalValue("effective", ValueParser.TIME);
        Map<String, Location> locations = new LinkedHashMap<>();
        Map<Locale, String> texts = entry.requiredMapping("texts", languages -> texts(languages, locations))
                .orElse(Map.of());
        if (entry.has("texts") && locations.isEmpty()) {
            entry.report("texts", "has to name one text at least");
        }
        TermsFile file = new TermsFile(
                new PreparedTerms(version, kind, effectiveAt, texts),
                field -> locations.getOrDefault(field, entry.at(field)));
        if (terms.putIfAbsent(version, file) != null && version != 0) {
            entry.report("version", "'" + version + "' is there twice");
        }
        return file;
    }

    private Map<Locale, String> texts(YamlMapping languages, Map<String, Location> locations) {
        Map<Locale, String> texts = new LinkedHashMap<>();
        for (String language : languages.names()) {
            locations.put("texts." + language, languages.at(language));
            String name = languages.line(language);
            Optional<Locale> locale = ValueParser.LANGUAGE.parse(language);
            if (locale.isEmpty()) {
                languages.report(language, wrongLanguage(language));
            } else if (!name.isEmpty()) {
                if (!listed.add(name)) {
                    languages.report(language, "'" + name + "' is named twice");
                }
                folder.file(FOLDER + name, languages.at(language), errors)
                        .flatMap(found -> text(FOLDER + name))
                        .ifPresent(text -> texts.put(locale.get(), text));
            }
        }
        return texts;
    }

    /** Reads versions and languages out of the names of the files. */
    private void readNames(List<String> names) {
        SortedMap<Integer, SortedMap<Locale, String>> files = new TreeMap<>();
        for (String name : names) {
            Matcher parts = NAME.matcher(name);
            Location location = Location.of(FOLDER + name);
            if (!parts.matches()) {
                errors.add(location, "is not called after its version, as in " + FOLDER + "1.md");
                continue;
            }
            String language = parts.group(2) == null ? "en" : parts.group(2);
            Optional<Locale> locale = ValueParser.LANGUAGE.parse(language);
            if (locale.isEmpty()) {
                errors.add(location, wrongLanguage(language));
                continue;
            }
            String other = files.computeIfAbsent(Integer.valueOf(parts.group(1)), key -> new TreeMap<>(ENGLISH_FIRST))
                    .putIfAbsent(locale.get(), name);
            if (other != null) {
                errors.add(location, "is the same version in the same language as " + FOLDER + other);
            }
        }
        files.forEach((version, languages) -> terms.put(version, named(version, languages)));
    }

    private TermsFile named(int version, SortedMap<Locale, String> names) {
        Map<Locale, String> texts = new LinkedHashMap<>();
        Map<String, Location> locations = new LinkedHashMap<>();
        names.forEach((locale, name) -> {
            locations.put("texts." + locale.toLanguageTag(), Location.of(FOLDER + name));
            text(FOLDER + name).ifPresent(text -> texts.put(locale, text));
        });
        Location first = Location.of(FOLDER + names.get(names.firstKey()));
        return new TermsFile(
                new PreparedTerms(version, Kind.MATERIAL, null, texts), field -> locations.getOrDefault(field, first));
    }

    private static String wrongLanguage(String tag) {
        return "'" + tag + "' has to be " + ValueParser.LANGUAGE.expected();
    }

    /** The text of a file; empty, and reported, if there is none. */
    private Optional<String> text(String file) {
        Optional<String> text = folder.text(file, MAX_SIZE, errors);
        text.filter(String::isBlank).ifPresent(blank -> errors.add(Location.of(file), "is empty"));
        return text;
    }
}
