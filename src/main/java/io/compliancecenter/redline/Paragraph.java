package io.compliancecenter.redline;

import io.compliancecenter.redline.Redline.Form;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * A paragraph of a Markdown text, without markup.
 *
 * @param depth the number of lists around it
 * @param marker of the list item that it begins; empty if it begins none
 * @param tokens its words, single punctuation marks and white space
 */
record Paragraph(Form form, int depth, String marker, List<String> tokens) {

    private static final Parser PARSER = Parser.builder().build();

    /** The paragraphs of a text, in order. */
    static List<Paragraph> of(String markdown, Locale language) {
        List<Paragraph> paragraphs = new ArrayList<>();
        PARSER.parse(markdown).accept(new AbstractVisitor() {
            @Override
            protected void visitChildren(Node node) {
                if (node instanceof Block && !(node.getFirstChild() instanceof Block)) {
                    String text = text(node);
                    if (!text.isBlank()) {
                        paragraphs.add(of(node, tokens(text, language)));
                    }
                } else {
                    super.visitChildren(node);
                }
            }
        });
        return paragraphs;
    }

    /** The lines of a text that are not blank, in order. */
    static List<Paragraph> ofLines(String text, Locale language) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> new Paragraph(Form.PARAGRAPH, 0, "", tokens(line, language)))
                .toList();
    }

    private static Paragraph of(Node block, List<String> tokens) {
        int depth = 0;
        for (Node outer = block.getParent(); outer != null; outer = outer.getParent()) {
            depth += outer instanceof ListBlock ? 1 : 0;
        }
        String marker = marker(block);
        Form form = block instanceof Heading ? Form.HEADING : marker.isEmpty() ? Form.PARAGRAPH : Form.ITEM;
        return new Paragraph(form, depth, marker, tokens);
    }

    private static String marker(Node block) {
        Node first = block;
        while (first != null && first.getPrevious() == null && !(first instanceof ListItem)) {
            first = first.getParent();
        }
        if (!(first instanceof ListItem)) {
            return "";
        }
        if (!(first.getParent() instanceof OrderedList list)) {
            return "•";
        }
        int number = list.getMarkerStartNumber();
        for (Node item = first.getPrevious(); item != null; item = item.getPrevious()) {
            number++;
        }
        return number + ".";
    }

    private static String text(Node node) {
        if (node instanceof Text text) {
            return text.getLiteral();
        } else if (node instanceof Code code) {
            return code.getLiteral();
        } else if (node instanceof HtmlInline html) {
            return html.getLiteral();
        } else if (node instanceof FencedCodeBlock code) {
            return code.getLiteral().stripTrailing();
        } else if (node instanceof IndentedCodeBlock code) {
            return code.getLiteral().stripTrailing();
        } else if (node instanceof HtmlBlock html) {
            return html.getLiteral();
        } else if (node instanceof SoftLineBreak) {
            return " ";
        } else if (node instanceof HardLineBreak) {
            return "\n";
        }
        StringBuilder text = new StringBuilder();
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            text.append(text(child));
        }
        // The target of a link is part of the text.
        if (node instanceof Link link && !text.toString().equals(link.getDestination())) {
            text.append(" (").append(link.getDestination()).append(')');
        }
        return text.toString();
    }

    private static List<String> tokens(String text, Locale language) {
        BreakIterator breaks = BreakIterator.getWordInstance(language);
        breaks.setText(text);
        List<String> tokens = new ArrayList<>();
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
            tokens.add(text.substring(from, to));
            from = to;
        }
        return tokens;
    }

    /** Ignores the number of a list item, which changes with every item that is added above. */
    boolean isSameAs(Paragraph other) {
        return form == other.form && depth == other.depth && tokens.equals(other.tokens);
    }

    /** From 0 for no word in common, or another form, to 1 for the same words (Sørensen–Dice coefficient). */
    double similarity(Paragraph other) {
        if (form != other.form) {
            return 0;
        }
        Set<String> words = words();
        Set<String> others = other.words();
        int all = words.size() + others.size();
        words.retainAll(others);
        return 2.0 * words.size() / all;
    }

    private Set<String> words() {
        Set<String> words = new HashSet<>(tokens);
        words.removeIf(String::isBlank);
        return words;
    }

    String text() {
        return String.join("", tokens);
    }
}
