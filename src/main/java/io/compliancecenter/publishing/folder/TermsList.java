package io.compliancecenter.publishing.folder;

import io.compliancecenter.terms.PreparedTerms;
import io.compliancecenter.terms.TermsVersion.Kind;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads {@code terms/terms.yaml}, and the texts that it names. */
final class TermsList {

    static final String NAME = "terms.yaml";

    private static final String FILE = TermsReader.FOLDER + "/" + NAME;
    private static final int MAX_SIZE = 1 << 20;
    private static final int MAX_NAME = 200;

    private static final ValueParser<Kind> KIND = new ValueParser<>("material or editorial", text -> switch (text) {
        case "material" -> Kind.MATERIAL;
        case "editorial" -> Kind.EDITORIAL;
        default -> null;
    });

    private final Folder folder;
    private final ValidationErrors errors;
    private final Set<String> files = new HashSet<>();

    private TermsList(Folder folder, ValidationErrors errors) {
        this.folder = folder;
        this.errors = errors;
    }

    /** @param names of all files in the folder of the terms, each of which has to be listed */
    static SortedMap<Integer, TermsFile> read(Folder folder, List<String> names, ValidationErrors errors) {
        TermsList list = new TermsList(folder, errors);
        SortedMap<Integer, TermsFile> terms = new TreeMap<>();
        folder.text(FILE, MAX_SIZE, errors)
                .flatMap(text -> YamlMapping.read(FILE, text, errors, "versions"))
                .map(root -> root.requiredMappings("versions", "version", "change", "effective", "texts"))
                .ifPresent(entries -> {
                    entries.forEach(entry -> list.add(entry, terms));
                    list.findUnlisted(names);
                });
        return terms;
    }

    private void add(YamlMapping entry, SortedMap<Integer, TermsFile> terms) {
        int version = entry.value("version", ValueParser.VERSION, 0);
        Kind kind = entry.value("change", KIND, Kind.MATERIAL);
        Instant effectiveAt = entry.has("effective") ? entry.value("effective", ValueParser.TIME, Instant.EPOCH) : null;
        Map<String, Location> locations = new LinkedHashMap<>();
        List.of("version", "change", "effective", "texts").forEach(field -> locations.put(field, entry.at(field)));
        Map<Locale, String> texts = new LinkedHashMap<>();
        Optional<YamlMapping> languages = entry.requiredMapping("texts");
        languages.ifPresent(mapping -> mapping.names().forEach(language -> {
            locations.put("texts." + language, mapping.at(language));
            text(mapping, language, texts);
        }));
        if (languages.filter(mapping -> mapping.names().isEmpty()).isPresent()) {
            errors.add(entry.at("texts"), "has to name one text at least");
        }
        TermsFile file = new TermsFile(new PreparedTerms(version, kind, effectiveAt, texts), locations);
        if (terms.putIfAbsent(version, file) != null && version != 0) {
            errors.add(entry.at("version"), "'" + version + "' is there twice");
        }
    }

    private void text(YamlMapping languages, String language, Map<Locale, String> texts) {
        int before = errors.count();
        String name = languages.line(language, MAX_NAME);
        Optional<Locale> locale = ValueParser.LANGUAGE.parse(language);
        if (locale.isEmpty()) {
            errors.add(languages.at(language), "'" + language + "' has to be " + ValueParser.LANGUAGE.expected());
        }
        if (errors.count() > before) {
            return;
        }
        if (!files.add(name)) {
            errors.add(languages.at(language), "'" + name + "' is named twice");
        }
        String file = TermsReader.FOLDER + "/" + name;
        folder.file(file, languages.at(language), errors)
                .flatMap(found -> TermsReader.text(folder, file, errors))
                .ifPresent(text -> texts.put(locale.orElseThrow(), text));
    }

    private void findUnlisted(List<String> names) {
        names.stream()
                .filter(name -> !name.equals(NAME) && !files.contains(name))
                .forEach(name -> errors.add(Location.of(TermsReader.FOLDER + "/" + name), "is not listed in " + FILE));
    }
}
