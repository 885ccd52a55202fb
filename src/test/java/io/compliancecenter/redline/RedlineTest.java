package io.compliancecenter.redline;

import static java.util.Locale.ENGLISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.compliancecenter.redline.Redline.Change;
import io.compliancecenter.redline.Redline.Form;
import io.compliancecenter.redline.Redline.Part;
import io.compliancecenter.redline.Redline.Passage;
import io.compliancecenter.redline.Redline.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RedlineTest {

    @Test
    void wordsAreComparedOneByOne() {
        assertThat(lines("They last for three years.", "They last for two full years."))
                .containsExactly("They last for [-three][+two full] years.");
    }

    @Test
    void punctuationIsNoPartOfTheWordBesideIt() {
        assertThat(lines("use, copy and sell.", "use; copy and sell.")).containsExactly("use[-,][+;] copy and sell.");
    }

    // Without the merger of deltas, it would be "[-one][+uno] [-two][+dos]"
    @Test
    void changesWithOnlyASpaceBetweenThemAreOne() {
        assertThat(lines("say one two here, please do", "say uno dos here, please do"))
                .containsExactly("say [-one two][+uno dos] here, please do");
    }

    // Comparison: without a match by similarity, the last would be replaced as a whole
    @Test
    void aParagraphThatIsAddedLeavesItsNeighboursAlone() {
        assertThat(lines(
                        "The first of the paragraphs.\n\nThe last of the paragraphs.",
                        "The first of the paragraphs.\n\nAltogether new.\n\nThe very last of the paragraphs."))
                .containsExactly(
                        "= The first of the paragraphs.", "[+Altogether new.]", "The [+very ]last of the paragraphs.");
    }

    @Test
    void theMostSimilarParagraphIsMatched() {
        String before = "Each recipient keeps the reports secret for three years.";
        String like = "Each recipient of the reports names one person who answers questions about three things.";
        assertThat(lines(before, like + "\n\n" + before.replace("three", "five")))
                .containsExactly("[+" + like + "]", before.replace("three", "[-three][+five]"));
    }

    @Test
    void paragraphsWithLittleInCommonAreNotMixed() {
        assertThat(lines("Governing law is Swiss.", "Copies carry a serial number."))
                .containsExactly("[-Governing law is Swiss.]", "[+Copies carry a serial number.]");
    }

    @Test
    void anEntryHasItsNewNumber() {
        Redline redline = Redline.between(
                "1. One thing.\n2. Another thing.", "1. New.\n2. One thing.\n3. Another thing.", ENGLISH);
        assertThat(passages(redline)).extracting(Passage::marker).containsExactly("1.", "2.", "3.");
        assertThat(passages(redline)).extracting(Passage::kept).containsExactly(false, true, true);
    }

    /** So many that none is matched by similarity. */
    // Paragraph.isSameAs: compare the markers too, and all entries below are different
    @Test
    void entriesThatOnlyGetAnotherNumberAreTheSame() {
        String entries = IntStream.range(0, 150)
                .mapToObj(number -> "1. Entry w" + number + ".\n")
                .collect(Collectors.joining());
        Redline redline = Redline.between(entries, "1. Altogether new.\n" + entries, ENGLISH);
        assertThat(redline.parts()).extracting(Part::collapsed).containsExactly(false, true);
        assertThat(redline.parts().get(1).passages())
                .hasSize(150)
                .allMatch(Passage::kept)
                .extracting(Passage::marker)
                .startsWith("2.")
                .endsWith("151.");
    }

    @Test
    void whatIsKeptIsCollapsedButForTheHeadingOfWhatChanges() {
        Redline redline = Redline.between(
                "# T\n\nIntro.\n\n## 1\n\nA.\n\nB.\n\n## 2\n\nC.\n\nOld words here.\n\n## 3\n\nD.",
                "# T\n\nIntro.\n\n## 1\n\nA.\n\nB.\n\n## 2\n\nC.\n\nNew words here.\n\n## 3\n\nD.",
                ENGLISH);
        assertThat(redline.parts())
                .extracting(part -> (part.collapsed() ? "collapsed " : "shown ")
                        + part.passages().stream().map(RedlineTest::line).collect(Collectors.joining("|")))
                .containsExactly(
                        "collapsed T|Intro.|1|A.|B.",
                        "shown 2",
                        "collapsed C.",
                        "shown [-Old][+New] words here.",
                        "collapsed 3|D.");
    }

    @Test
    void formsAndDepthsComeFromTheMarkdown() {
        Redline redline = Redline.between("", "## H\n\nP.\n\n- a\n  1. b\n\n  c\n\n> q\n\n```\nx\n```", ENGLISH);
        assertThat(passages(redline))
                .extracting(
                        Passage::form,
                        Passage::depth,
                        Passage::marker,
                        passage -> passage.spans().get(0).text())
                .containsExactly(
                        tuple(Form.HEADING, 0, "", "H"),
                        tuple(Form.PARAGRAPH, 0, "", "P."),
                        tuple(Form.ITEM, 1, "•", "a"),
                        tuple(Form.ITEM, 2, "1.", "b"),
                        tuple(Form.PARAGRAPH, 1, "", "c"),
                        tuple(Form.PARAGRAPH, 0, "", "q"),
                        tuple(Form.PARAGRAPH, 0, "", "x"));
    }

    @Test
    void whereALinkLeadsIsAWordLikeOthers() {
        assertThat(lines("See [the list](https://a.example).", "See [the list](https://b.example)."))
                .singleElement()
                .asString()
                .contains("[-a", "[+b");
    }

    @Test
    void emphasisAloneIsNoDifference() {
        assertThat(Redline.between("Some *words*.", "Some **words**.", ENGLISH).empty())
                .isTrue();
        assertThat(Redline.between("Some words.", "Some other words.", ENGLISH).empty())
                .isFalse();
    }

    /** Without what was added it is the old text, and without what was removed the new one. */
    @Test
    void bothTextsCanBeReadOutOfIt() {
        Random random = new Random(42);
        for (int round = 0; round < 500; round++) {
            List<String> before = words(random, 12);
            List<String> after = new ArrayList<>(before);
            for (int change = random.nextInt(6); change > 0; change--) {
                int at = random.nextInt(after.size());
                switch (random.nextInt(3)) {
                    case 0 -> after.set(at, "w" + random.nextInt(9));
                    case 1 -> after.add(at, "n" + random.nextInt(9));
                    default -> after.remove(at);
                }
            }
            List<Span> spans = Comparison.compareWords(before, after);
            assertThat(without(spans, Change.ADDED)).isEqualTo(String.join("", before));
            assertThat(without(spans, Change.REMOVED)).isEqualTo(String.join("", after));
        }
    }

    // Comparison.MAX_LENGTH, MAX_PAIRS: without any of them it takes too long
    @ParameterizedTest
    @MethodSource
    void longTextsWithNothingInCommonAreDoneSoon(String before, String after) {
        assertThat(assertTimeoutPreemptively(
                        Duration.ofSeconds(30),
                        () -> Redline.between(before, after, ENGLISH).empty()))
                .isFalse();
    }

    static Stream<Arguments> longTextsWithNothingInCommonAreDoneSoon() {
        return Stream.of(
                arguments(paragraphs("a", 100_000), paragraphs("b", 100_000)),
                arguments(longParagraphs("a", 2_900), longParagraphs("b", 2_900)),
                arguments("a b ".repeat(100_000), "b c d ".repeat(100_000)));
    }

    private static String longParagraphs(String word, int count) {
        String words =
                IntStream.range(0, 100).mapToObj(number -> " " + word + number).collect(Collectors.joining());
        return paragraphs(word, count).replace("\n\n", words + "\n\n");
    }

    private static String paragraphs(String word, int count) {
        return IntStream.range(0, count).mapToObj(number -> word + number).collect(Collectors.joining("\n\n"));
    }

    private static List<String> words(Random random, int count) {
        return random.ints(count, 0, 9)
                .mapToObj(number -> number < 3 ? " " : "w" + number)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String without(List<Span> spans, Change change) {
        return spans.stream()
                .filter(span -> span.change() != change)
                .map(Span::text)
                .collect(Collectors.joining());
    }

    /** The redline with [-removed] and [+added], and = at the start of what is collapsed. */
    private static List<String> lines(String before, String after) {
        return Redline.between(before, after, ENGLISH).parts().stream()
                .flatMap(
                        part -> part.passages().stream().map(passage -> (part.collapsed() ? "= " : "") + line(passage)))
                .toList();
    }

    private static List<Passage> passages(Redline redline) {
        return redline.parts().stream()
                .map(Part::passages)
                .flatMap(List::stream)
                .toList();
    }

    private static String line(Passage passage) {
        return passage.spans().stream()
                .map(span -> switch (span.change()) {
                    case KEPT -> span.text();
                    case ADDED -> "[+" + span.text() + "]";
                    case REMOVED -> "[-" + span.text() + "]";
                })
                .collect(Collectors.joining());
    }
}
