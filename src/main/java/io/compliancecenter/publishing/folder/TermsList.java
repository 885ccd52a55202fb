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

    private final Folder folder;
    private final Problems problems;
    private final Set<String> files = new HashSet<>();

    private TermsList(Folder folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** @param names of all files in the folder of the terms, each of which has to be listed */
    static SortedMap<Integer, TermsFile> read(Folder folder, List<String> names, Problems problems) {
        TermsList list = new TermsList(folder, problems);
        SortedMap<Integer, TermsFile> terms = new TreeMap<>();
        folder.text(FILE, MAX_SIZE, problems)
                .flatMap(text -> YamlMapping.read(FILE, text, problems, "versions"))
                .map(root -> root.requiredMappings("versions", "version", "change", "effective", "texts"))
                .ifPresent(entries -> {
                    entries.forEach(entry -> list.add(entry, terms));
                    list.findUnlisted(names);
                });
        return terms;
    }

    private void add(YamlMapping entry, SortedMap<Integer, TermsFile> terms) {
        int version = entry.value("version", Values::version, Values.VERSION, 0);
        Kind kind = entry.value("change", TermsList::kind, "material or editorial", Kind.MATERIAL);
        Instant effectiveAt =
                entry.has("effective") ? entry.value("effective", Values::moment, Values.MOMENT, Instant.EPOCH) : null;
        Map<String, Place> places = new LinkedHashMap<>();
        List.of("version", "change", "effective", "texts").forEach(field -> places.put(field, entry.at(field)));
        Map<Locale, String> texts = new LinkedHashMap<>();
        Optional<YamlMapping> languages = entry.requiredMapping("texts");
        languages.ifPresent(mapping -> mapping.names().forEach(language -> {
            places.put("texts." + language, mapping.at(language));
            text(mapping, language, texts);
        }));
        if (languages.filter(mapping -> mapping.names().isEmpty()).isPresent()) {
            problems.add(entry.at("texts"), "has to name one text at least");
        }
        TermsFile file = new TermsFile(new PreparedTerms(version, kind, effectiveAt, texts), places);
        if (terms.putIfAbsent(version, file) != null && version != 0) {
            problems.add(entry.at("version"), "'" + version + "' is there twice");
        }
    }

    private void text(YamlMapping languages, String language, Map<Locale, String> texts) {
        int before = problems.count();
        String name = languages.line(language, MAX_NAME);
        Optional<Locale> locale = Values.language(language);
        if (locale.isEmpty()) {
            problems.add(languages.at(language), "'" + language + "' has to be " + Values.LANGUAGE);
        }
        if (problems.count() > before) {
            return;
        }
        if (!files.add(name)) {
            problems.add(languages.at(language), "'" + name + "' is named twice");
        }
        String file = TermsReader.FOLDER + "/" + name;
        folder.file(file, languages.at(language), problems)
                .flatMap(found -> TermsReader.text(folder, file, problems))
                .ifPresent(text -> texts.put(locale.orElseThrow(), text));
    }

    private void findUnlisted(List<String> names) {
        names.stream()
                .filter(name -> !name.equals(NAME) && !files.contains(name))
                .forEach(name -> problems.add(Place.of(TermsReader.FOLDER + "/" + name), "is not listed in " + FILE));
    }

    private static Optional<Kind> kind(String text) {
        return switch (text) {
            case "material" -> Optional.of(Kind.MATERIAL);
            case "editorial" -> Optional.of(Kind.EDITORIAL);
            default -> Optional.empty();
        };
    }
}
