package io.compliancecenter.pdf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;

/**
 * A composite font in a document (ISO 32000-1, 9.7). Codes are assigned in the order of use, one for each pair of a glyph and
 * a text, so that a glyph that stands for several texts is extracted as the right one each time.
 *
 * <p>PDFBox's {@code PDType0Font} does not serve: its codes are the glyphs' numbers, so that each has one text at most, and
 * none if it is not in the font's {@code cmap}, like joined letters. It also closes the font with the first document.
 */
final class CompositeFont extends EmbeddedFont {

    private record Entry(int glyph, String text) {}

    private final Map<Entry, Integer> codes = new LinkedHashMap<>();

    CompositeFont(FontFile file, COSName name) {
        super(file, name);
    }

    @Override
    String code(Glyph glyph) {
        int code = codes.computeIfAbsent(new Entry(glyph.number(), glyph.text()), unused -> codes.size() + 1);
        return PdfFonts.HEXADECIMAL.toHexDigits((char) code);
    }

    @Override
    void embed(PDDocument document, boolean withCidSet) throws IOException {
        List<Entry> entries = List.copyOf(codes.keySet());
        TreeSet<Integer> glyphs = new TreeSet<>();
        entries.forEach(entry -> glyphs.add(entry.glyph()));
        Map<Integer, Integer> oldToNew = new TreeMap<>();
        byte[] program = file().subset(glyphs, oldToNew);
        PDFontDescriptor descriptor = descriptor(document, glyphs, program);
        COSName baseFont = COSName.getPDFName(descriptor.getFontName());
        if (withCidSet) {
            descriptor.setCIDSet(stream(document, cidSet(entries.size())));
        }

        COSDictionary system = new COSDictionary();
        system.setItem(COSName.REGISTRY, new COSString("Adobe"));
        system.setItem(COSName.ORDERING, new COSString("Identity"));
        system.setInt(COSName.SUPPLEMENT, 0);

        COSDictionary descendant = new COSDictionary();
        descendant.setItem(COSName.TYPE, COSName.FONT);
        descendant.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE2);
        descendant.setItem(COSName.BASE_FONT, baseFont);
        descendant.setItem(COSName.CIDSYSTEMINFO, system);
        descendant.setItem(COSName.FONT_DESC, descriptor);
        descendant.setItem(COSName.DW, COSInteger.get(width(0)));
        descendant.setItem(COSName.W, widths(entries));
        descendant.setItem(COSName.CID_TO_GID_MAP, stream(document, cidToGid(entries, oldToNew)));

        dictionary().setItem(COSName.SUBTYPE, COSName.TYPE0);
        dictionary().setItem(COSName.BASE_FONT, baseFont);
        dictionary().setItem(COSName.ENCODING, COSName.IDENTITY_H);
        dictionary().setItem(COSName.DESCENDANT_FONTS, new COSArray(List.of(descendant)));
        dictionary().setItem(COSName.TO_UNICODE, stream(document, toUnicode(entries)));
    }

    private COSArray widths(List<Entry> entries) {
        List<Integer> widths =
                entries.stream().map(entry -> width(entry.glyph())).toList();
        return new COSArray(List.of(COSInteger.ONE, COSArray.ofCOSIntegers(widths)));
    }

    private static byte[] cidToGid(List<Entry> entries, Map<Integer, Integer> oldToNew) {
        byte[] map = new byte[2 * (entries.size() + 1)];
        for (int cid = 1; cid <= entries.size(); cid++) {
            int glyph = oldToNew.getOrDefault(entries.get(cid - 1).glyph(), 0);
            map[2 * cid] = (byte) (glyph >> 8);
            map[2 * cid + 1] = (byte) glyph;
        }
        return map;
    }

    private static byte[] cidSet(int last) {
        byte[] set = new byte[last / 8 + 1];
        for (int cid = 0; cid <= last; cid++) {
            set[cid / 8] |= (byte) (0x80 >> cid % 8);
        }
        return set;
    }

    /** Maps codes to text (ISO 32000-1, 9.10.3), with at most 100 lines a section. */
    private static byte[] toUnicode(List<Entry> entries) {
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
}
