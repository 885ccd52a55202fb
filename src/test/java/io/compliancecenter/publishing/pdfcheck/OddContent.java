package io.compliancecenter.publishing.pdfcheck;

import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The content of pages and forms of an {@link OddPdf}, which may end anywhere. */
final class OddContent extends OddChoices {

    private static final String[] ODD_TOKENS = {
        "(",
        ")",
        "<",
        ">",
        "<<",
        ">>",
        "[",
        "]",
        "{",
        "}",
        "%",
        "/",
        "\\",
        "q",
        "Q",
        "Q Q",
        "BT",
        "ET",
        "BMC",
        "EMC",
        "/OC /L BDC",
        "/Span << /A (",
        "BI",
        "ID",
        "EI",
        "BX",
        "EX",
        "W n",
        "foo",
        "7 Tr",
        "Tf",
        "cm",
        "0 0 0 0 0 0 cm",
        "1e9 0 0 1 0 0 cm",
        "\0",
        "\377\376",
        "--5",
        "1.2.3",
        "99999999999",
        "true",
        "null",
        "3 0 R"
    };

    private int words;

    OddContent(SplittableRandom random) {
        super(random);
    }

    /** @param snippets of which it is made, before it is cut off or changed */
    String of(int snippets) {
        StringBuilder content = new StringBuilder(IntStream.range(0, snippets)
                .mapToObj(number -> snippet())
                .collect(Collectors.joining(pick(" ", "\n", "\r\n"))));
        if (chance(15)) {
            content.setLength(random.nextInt(content.length() + 1));
        }
        if (chance(15)) {
            content.insert(random.nextInt(content.length() + 1), " " + pick(ODD_TOKENS) + pick(" ", ""));
        }
        if (chance(5) && content.length() > 5) {
            int start = random.nextInt(content.length() - 4);
            content.delete(start, start + 1 + random.nextInt(4));
        }
        return content.toString();
    }

    private String snippet() {
        int x = 10 + random.nextInt(150);
        int y = 70 + random.nextInt(100);
        return switch (random.nextInt(17)) {
            case 0, 1, 2, 3 -> "BT /F1 14 Tf %d %d Td (%s) Tj ET".formatted(x, y, word());
            case 4 ->
                "BT /F1 12 Tf 1 0 0 1 %d %d Tm [(%s) -300 <%s>] TJ 0 -15 Td (%s) ' ET"
                        .formatted(x, y, word(), hex(word()), word());
            case 5 -> "q 1 0 0 1 %d %d cm /Im Do Q".formatted(x, y);
            case 6 -> "q 40 0 0 40 %d %d cm /Im Do Q".formatted(x, y);
            case 7 -> "q 1 0 0 1 %d 0 cm /Fm Do Q".formatted(x);
            case 8 -> "q 0 0 %d %d re W n 1 0 0 rg 0 60 300 30 re f Q".formatted(x, y);
            case 9 -> "0.5 w %d %d m %d 150 l S".formatted(x, y, y);
            case 10 -> "/G gs";
            case 11 -> "q /Span << /MCID %d >> BDC 0 1 0 rg %d %d 20 20 re f EMC Q".formatted(x, x, y);
            case 12 -> "q 30 0 0 30 %d %d cm %s Q".formatted(x, y, inlineImage());
            case 13 -> "/OC /L BDC %d %d 20 20 re B EMC".formatted(x, y);
            case 14 ->
                pick(
                        "q",
                        "Q",
                        "BT",
                        "ET",
                        "1 0 0 1 5 5 cm",
                        "3 Tr",
                        "0 Tr",
                        "-10 Ts",
                        "50 Tz",
                        "0 0 9 9 re W n",
                        "0.2 g",
                        "1 1 1 rg");
            case 15 -> "%% a comment\n";
            default ->
                "q %s 0 0 %s 0 0 cm 0 0 1 RG 9 9 80 80 re s Q".formatted(pick("1", "2", "-1"), pick("1", "0.5", "-1"));
        };
    }

    private String inlineImage() {
        return "BI /W 2 /H 2 /BPC 8 /CS /G "
                + pick(
                        "/F /AHx ID 00ff8040> EI",
                        "/F /AHx ID 00ff8040>EI",
                        "/F /A85 ID !!*-'~> EI",
                        "ID abcd EI",
                        "ID abcdEI",
                        "ID  EI  EI",
                        "ID ab",
                        "/F [/AHx] /L 9 ID 00ff8040> EI");
    }

    private String word() {
        words++;
        return "Word" + words + "x";
    }

    private static String hex(String text) {
        return text.chars().mapToObj("%02x"::formatted).collect(Collectors.joining());
    }
}
