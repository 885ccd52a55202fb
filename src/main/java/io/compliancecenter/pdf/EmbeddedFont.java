package io.compliancecenter.pdf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;

/**
 * A composite font in a document (ISO 32000-1, 9.7). Codes are assigned in the order of use, one for each pair of a glyph and
 * a text, so that a glyph that stands for several texts is extracted as the right one each time.
 *
 * <p>PDFBox's {@code PDType0Font} does not serve: its codes are the glyphs' numbers, so that each has one text at most, and
 * none if it is not in the font's {@code cmap}, like joined letters. It also closes the font with the first document.
 */
final class EmbeddedFont {

    private record Entry(int glyph, String text) {}

    private final FontFile file;
    private final COSDictionary dictionary = new COSDictionary();
    private final Map<Entry, Integer> codes = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    EmbeddedFont(FontFile file) {
        this.file = file;
        dictionary.setItem(COSName.TYPE, COSName.FONT);
    }

    COSDictionary dictionary() {
        return dictionary;
    }

    int code(Glyph glyph) {
        Entry entry = new Entry(glyph.number(), glyph.text());
        return codes.computeIfAbsent(entry, fresh -> {
            entries.add(fresh);
            return entries.size();
        });
    }

    /** The width that the document declares. */
    long width(Glyph glyph) {
        return width(glyph.number());
    }

    private long width(int glyph) {
        return Math.round(file.advance(glyph));
    }

    void embed(PDDocument document, boolean withCidSet) throws IOException {
        TreeSet<Integer> glyphs = new TreeSet<>();
        entries.forEach(entry -> glyphs.add(entry.glyph()));
        Map<Integer, Integer> oldToNew = new TreeMap<>();
        byte[] program = file.subset(glyphs, oldToNew);
        FontFile.Metrics metrics = file.metrics();
        COSName name = COSName.getPDFName(tag(glyphs) + metrics.postScriptName());

        COSDictionary descriptor = new COSDictionary();
        descriptor.setItem(COSName.TYPE, COSName.FONT_DESC);
        descriptor.setItem(COSName.FONT_NAME, name);
        // Symbolic: it has its own encoding.
        descriptor.setInt(COSName.FLAGS, 4);
        descriptor.setItem(COSName.FONT_BBOX, new PDRectangle(metrics.box()));
        descriptor.setInt(COSName.ITALIC_ANGLE, 0);
        descriptor.setLong(COSName.ASCENT, metrics.ascent());
        descriptor.setLong(COSName.DESCENT, metrics.descent());
        descriptor.setLong(COSName.CAP_HEIGHT, metrics.ascent());
        descriptor.setInt(COSName.STEM_V, 80);
        COSStream programStream = stream(document, program);
        programStream.setInt(COSName.LENGTH1, program.length);
        descriptor.setItem(COSName.FONT_FILE2, programStream);
        if (withCidSet) {
            descriptor.setItem(COSName.CID_SET, stream(document, cidSet()));
        }

        COSDictionary system = new COSDictionary();
        system.setItem(COSName.REGISTRY, new COSString("Adobe"));
        system.setItem(COSName.ORDERING, new COSString("Identity"));
        system.setInt(COSName.SUPPLEMENT, 0);

        COSDictionary descendant = new COSDictionary();
        descendant.setItem(COSName.TYPE, COSName.FONT);
        descendant.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE2);
        descendant.setItem(COSName.BASE_FONT, name);
        descendant.setItem(COSName.CIDSYSTEMINFO, system);
        descendant.setItem(COSName.FONT_DESC, descriptor);
        descendant.setItem(COSName.DW, COSInteger.get(width(0)));
        descendant.setItem(COSName.W, widths());
        descendant.setItem(COSName.CID_TO_GID_MAP, stream(document, cidToGid(oldToNew)));

        COSArray descendants = new COSArray();
        descendants.add(descendant);
        dictionary.setItem(COSName.SUBTYPE, COSName.TYPE0);
        dictionary.setItem(COSName.BASE_FONT, name);
        dictionary.setItem(COSName.ENCODING, COSName.IDENTITY_H);
        dictionary.setItem(COSName.DESCENDANT_FONTS, descendants);
        dictionary.setItem(COSName.TO_UNICODE, stream(document, toUnicode()));
    }

    private COSArray widths() {
        COSArray all = new COSArray();
        entries.forEach(entry -> all.add(COSInteger.get(width(entry.glyph()))));
        COSArray widths = new COSArray();
        widths.add(COSInteger.get(1));
        widths.add(all);
        return widths;
    }

    private byte[] cidToGid(Map<Integer, Integer> oldToNew) {
        byte[] map = new byte[2 * (entries.size() + 1)];
        for (int cid = 1; cid <= entries.size(); cid++) {
            int glyph = oldToNew.getOrDefault(entries.get(cid - 1).glyph(), 0);
            map[2 * cid] = (byte) (glyph >> 8);
            map[2 * cid + 1] = (byte) glyph;
        }
        return map;
    }

    private byte[] cidSet() {
        byte[] set = new byte[entries.size() / 8 + 1];
        for (int cid = 0; cid <= entries.size(); cid++) {
            set[cid / 8] |= (byte) (0x80 >> cid % 8);
        }
        return set;
    }

    /** Maps codes to text (ISO 32000-1, 9.10.3), with at most 100 lines a section. */
    private byte[] toUnicode() {
        StringBuilder map = new StringBuilder("""
                /CIDInit /ProcSet findresource begin
                12 dict begin
                begincmap
                /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
                /CMapName /Adobe-Identity-UCS def
                /CMapType 2 def
                1 begincodespacerange
                <0000> <FFFF>
                endcodespacerange
                """);
        for (int from = 0; from < entries.size(); from += 100) {
            int to = Math.min(entries.size(), from + 100);
            map.append(to - from).append(" beginbfchar\n");
            for (int index = from; index < to; index++) {
                map.append('<')
                        .append(PdfFonts.HEXADECIMAL.toHexDigits((char) (index + 1)))
                        .append("> <");
                entries.get(index)
                        .text()
                        .chars()
                        .forEach(unit -> map.append(PdfFonts.HEXADECIMAL.toHexDigits((char) unit)));
                map.append(">\n");
            }
            map.append("endbfchar\n");
        }
        map.append("""
                endcmap
                CMapName currentdict /CMap defineresource pop
                end
                end
                """);
        return map.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Six letters that distinguish subsets (ISO 32000-1, 9.6.4). */
    private static String tag(TreeSet<Integer> glyphs) {
        long hash = glyphs.hashCode() & 0xFFFFFFFFL;
        StringBuilder tag = new StringBuilder();
        for (int letter = 0; letter < 6; letter++) {
            tag.append((char) ('A' + hash % 26));
            hash /= 26;
        }
        return tag.append('+').toString();
    }

    private static COSStream stream(PDDocument document, byte[] content) throws IOException {
        return new PDStream(document, new ByteArrayInputStream(content), COSName.FLATE_DECODE).getCOSObject();
    }
}
