package io.compliancecenter.provisioning;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the versions of the terms: {@code terms/1.md}, {@code terms/2.md} and so on. */
final class TermsReader {

    private static final String FOLDER = "terms";
    private static final int MAX_SIZE = 1 << 20;
    private static final Pattern NAME = Pattern.compile("([1-9][0-9]{0,8})\\.md");

    private TermsReader() {}

    static Place placeOf(int version) {
        return Place.of(FOLDER + "/" + version + ".md");
    }

    /** The texts by version, without those that are wrong and reported. */
    static SortedMap<Integer, String> read(Folder folder, Problems problems) {
        SortedMap<Integer, String> texts = new TreeMap<>();
        try {
            for (String name : folder.names(FOLDER)) {
                Place place = Place.of(FOLDER + "/" + name);
                if (!NAME.matcher(name).matches()) {
                    problems.add(place, "is not called after its version, as in " + FOLDER + "/1.md");
                    continue;
                }
                folder.text(place.file(), MAX_SIZE, problems).ifPresent(text -> {
                    if (text.isBlank()) {
                        problems.add(place, "is empty");
                    }
                    texts.put(Integer.parseInt(name.replace(".md", "")), text);
                });
            }
        } catch (IOException failure) {
            problems.add(Place.of(FOLDER), "cannot be read: " + failure);
        }
        return texts;
    }
}
