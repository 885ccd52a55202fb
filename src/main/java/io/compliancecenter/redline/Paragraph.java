package io.compliancecenter.redline;

import io.compliancecenter.redline.Redline.Form;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
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
 */
record Paragraph(Form form, int depth, String marker, String text) {

    private static final Parser PARSER = Parser.builder().build();

    /** The paragraphs of a text, in order. */
    static List<Paragraph> of(String markdown) {
        Reader reader = new Reader();
        PARSER.parse(markdown).accept(reader);
        return reader.paragraphs;
    }

    private static final class Reader extends AbstractVisitor {

        private final List<Paragraph> paragraphs = new ArrayList<>();
        private final StringBuilder words = new StringBuilder();
        private int depth;
        private int number;
        private String marker = "";

        @Override
        public void visit(Heading heading) {
            visitChildren(heading);
            end(Form.HEADING);
        }

        @Override
        public void visit(org.commonmark.node.Paragraph paragraph) {
            visitChildren(paragraph);
            end(Form.PARAGRAPH);
        }

        @Override
        public void visit(FencedCodeBlock code) {
            literally(code.getLiteral());
        }

        @Override
        public void visit(IndentedCodeBlock code) {
            literally(code.getLiteral());
        }

        @Override
        public void visit(HtmlBlock html) {
            literally(html.getLiteral());
        }

        @Override
        public void visit(OrderedList list) {
            Integer start = list.getMarkerStartNumber();
            list(list, start == null ? 1 : start);
        }

        @Override
        public void visit(BulletList list) {
            list(list, -1);
        }

        private void list(Node list, int first) {
            int outer = number;
            number = first;
            depth++;
            visitChildren(list);
            depth--;
            number = outer;
        }

        @Override
        public void visit(ListItem item) {
            marker = number < 0 ? "•" : number++ + ".";
            visitChildren(item);
            marker = "";
        }

        @Override
        public void visit(Text text) {
            words.append(text.getLiteral());
        }

        @Override
        public void visit(Code code) {
            words.append(code.getLiteral());
        }

        @Override
        public void visit(HtmlInline html) {
            words.append(html.getLiteral());
        }

        @Override
        public void visit(SoftLineBreak lineBreak) {
            words.append(' ');
        }

        @Override
        public void visit(HardLineBreak lineBreak) {
            words.append('\n');
        }

        /** The target of a link is part of the text. */
        @Override
        public void visit(Link link) {
            int from = words.length();
            visitChildren(link);
            if (!words.substring(from).equals(link.getDestination())) {
                words.append(" (").append(link.getDestination()).append(')');
            }
        }

        private void literally(String text) {
            words.append(text.stripTrailing());
            end(Form.PARAGRAPH);
        }

        private void end(Form form) {
            boolean item = form == Form.PARAGRAPH && !marker.isEmpty();
            paragraphs.add(new Paragraph(item ? Form.ITEM : form, depth, marker, words.toString()));
            words.setLength(0);
            marker = "";
        }
    }
}
