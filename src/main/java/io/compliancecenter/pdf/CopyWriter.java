package io.compliancecenter.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.cos.ICOSVisitor;
import org.apache.pdfbox.pdfwriter.COSStandardOutputStream;
import org.apache.pdfbox.pdfwriter.COSWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes all objects that can be reached from a document's trailer, numbered from 1 on. An object is read when it is written, and
 * then released, so that large documents fit a small heap; the document cannot be used any more.
 *
 * <p>PDFBox's own writer keeps all objects, takes time in the square of the length of a list, and writes an entry for each
 * number that is not in use.
 */
public final class CopyWriter implements ICOSVisitor {

    /** The smallest number with one digit more than positions have in a cross-reference table (ISO 32000-1, 7.5.4). */
    private static final long TEN_DIGITS = 10_000_000_000L;

    private final COSStandardOutputStream out;
    private final Queue<COSBase> waiting = new ArrayDeque<>();

    /** By the key in the document, or by the object itself if it is new. */
    private final Map<Object, Integer> numbers = new HashMap<>();

    private final List<Long> positions = new ArrayList<>();

    private CopyWriter(OutputStream out) {
        this.out = new COSStandardOutputStream(out);
    }

    /** Writes a document, whose trailer has its identifiers. */
    public static void write(COSDocument document, OutputStream out) throws IOException {
        document.accept(new CopyWriter(out));
    }

    @Override
    public void visitFromDocument(COSDocument document) throws IOException {
        print("%PDF-" + document.getVersion() + "\n%");
        // Tells programs that transfer files that this one is binary (ISO 32000-1, 7.5.2).
        out.write(new byte[] {(byte) 0xF6, (byte) 0xE4, (byte) 0xFC, (byte) 0xDF, '\n'});
        COSDictionary trailer = new COSDictionary();
        for (COSName key : List.of(COSName.ROOT, COSName.INFO)) {
            COSBase object = document.getTrailer().getItem(key);
            if (object != null) {
                object.setDirect(false);
                number(object);
                trailer.setItem(key, object);
            }
        }
        trailer.setItem(COSName.ID, document.getTrailer().getItem(COSName.ID));
        for (COSBase object = waiting.poll(); object != null; object = waiting.poll()) {
            writeObject(object);
        }
        long xref = out.getPos();
        print("xref\n0 " + (positions.size() + 1) + "\n0000000000 65535 f\r\n");
        for (long position : positions) {
            print(Long.toString(TEN_DIGITS + position).substring(1) + " 00000 n\r\n");
        }
        trailer.setInt(COSName.SIZE, positions.size() + 1);
        print("trailer\n");
        visitFromDictionary(trailer);
        print("\nstartxref\n" + xref + "\n%%EOF\n");
    }

    private void writeObject(COSBase object) throws IOException {
        positions.add(out.getPos());
        print(positions.size() + " 0 obj\n");
        COSBase content = object instanceof COSObject reference ? reference.getObject() : object;
        (content == null ? COSNull.NULL : content).accept(this);
        print("\nendobj\n");
        // A stream's length or filters may still be needed to read it.
        if (object instanceof COSObject reference
                && (content instanceof COSArray || content instanceof COSDictionary)
                && !(content instanceof COSStream)) {
            reference.setToNull();
        }
    }

    private void reference(COSBase object) throws IOException {
        print(number(object) + " 0 R");
    }

    private int number(COSBase object) {
        Object identity = object.getKey() == null ? object : object.getKey();
        Integer number = numbers.get(identity);
        if (number == null) {
            number = numbers.size() + 1;
            numbers.put(identity, number);
            waiting.add(object);
        }
        return number;
    }

    @Override
    public void visitFromObject(COSObject reference) throws IOException {
        reference(reference);
    }

    @Override
    public void visitFromDictionary(COSDictionary dictionary) throws IOException {
        print("<<");
        for (Map.Entry<COSName, COSBase> entry : dictionary.entrySet()) {
            print("\n");
            entry.getKey().writePDF(out);
            print(" ");
            value(entry.getValue());
        }
        print("\n>>");
    }

    @Override
    public void visitFromArray(COSArray array) throws IOException {
        print("[");
        int column = 0;
        for (COSBase value : array) {
            // Lines of more than 255 characters are discouraged.
            print(column == 0 ? "" : column % 10 == 0 ? "\n" : " ");
            value(value);
            column++;
        }
        print("]");
    }

    /** Streams are never direct, and other values unless they are in the document as objects of their own. */
    private void value(@Nullable COSBase value) throws IOException {
        if (value == null) {
            visitFromNull(COSNull.NULL);
        } else if (value instanceof COSStream
                || value instanceof COSDictionary && !value.isDirect()
                || value instanceof COSArray && value.getKey() != null) {
            reference(value);
        } else {
            value.accept(this);
        }
    }

    @Override
    public void visitFromStream(COSStream stream) throws IOException {
        visitFromDictionary(stream);
        print("\nstream\r\n");
        if (stream.hasData()) {
            try (InputStream raw = stream.createRawInputStream()) {
                raw.transferTo(out);
            }
        }
        print("\r\nendstream");
    }

    @Override
    public void visitFromBoolean(COSBoolean value) throws IOException {
        value.writePDF(out);
    }

    @Override
    public void visitFromFloat(COSFloat value) throws IOException {
        value.writePDF(out);
    }

    @Override
    public void visitFromInt(COSInteger value) throws IOException {
        value.writePDF(out);
    }

    @Override
    public void visitFromName(COSName value) throws IOException {
        value.writePDF(out);
    }

    @Override
    public void visitFromNull(COSNull value) throws IOException {
        value.writePDF(out);
    }

    @Override
    public void visitFromString(COSString value) throws IOException {
        COSWriter.writeString(value, out);
    }

    private void print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
