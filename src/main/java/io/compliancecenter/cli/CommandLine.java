package io.compliancecenter.cli;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Sorts what a command line asks for, before anything is started. */
final class CommandLine {

    private static final Set<String> HELP = Set.of("help", "--help", "-h", "-help", "-?");
    private static final Set<String> VERSION = Set.of("version", "--version", "-version", "-V");

    /** Spring Boot's own options that take no value. */
    private static final Set<String> SWITCHES = Set.of("--debug", "--trace");

    private final List<String> words;

    CommandLine(String... words) {
        this.words = List.of(words);
    }

    /** Whether it names settings only, or nothing at all. */
    boolean startsServer() {
        return words.stream().allMatch(CommandLine::isSetting);
    }

    /** Whether it asks how the program, or one of its commands, is called. */
    boolean asksForHelp() {
        return !words.isEmpty() && HELP.contains(words.get(0))
                || words.stream().anyMatch(word -> word.startsWith("-") && HELP.contains(word));
    }

    boolean asksForVersion() {
        return !words.isEmpty() && VERSION.contains(words.get(0));
    }

    /** The words that are neither settings nor an order to help. */
    List<String> names() {
        return words.stream()
                .filter(word -> !word.startsWith("-") && !HELP.contains(word))
                .toList();
    }

    String first() {
        return words.get(0);
    }

    String[] rest() {
        return words.stream().skip(1).toArray(String[]::new);
    }

    /** The word that is neither a setting nor a command, if the line does not begin with a command. */
    String mistake() {
        return words.stream().filter(word -> !isSetting(word)).findFirst().orElse("");
    }

    private static boolean isSetting(String word) {
        return SWITCHES.contains(word) || word.startsWith("--") && word.indexOf('=') > 2;
    }

    /** The name that the word was probably meant to be; empty if it is like none. */
    static String closest(String word, List<String> names) {
        String typed = word.toLowerCase(Locale.ROOT).replaceFirst("^-+", "");
        int most = Math.max(1, typed.length() / 3);
        return names.stream()
                .filter(name -> EditDistance.between(typed, name) <= most)
                .min((one, other) ->
                        Integer.compare(EditDistance.between(typed, one), EditDistance.between(typed, other)))
                .orElse("");
    }
}
