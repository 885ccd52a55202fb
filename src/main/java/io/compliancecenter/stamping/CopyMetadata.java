package io.compliancecenter.stamping;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The XMP packet (ISO 16684-1) of a document's copies. It has the serial of the copy as an additional {@code xmp:Identifier}, a
 * property that every part of PDF/A allows.
 *
 * @param pdfaPart the part of PDF/A that the document claims to conform to; 0 if none
 * @param packet null if the document has a packet that cannot be parsed, which copies keep
 * @param placeholder for the serial in the packet
 */
record CopyMetadata(int pdfaPart, @Nullable String packet, String placeholder) {

    static final String PREFIX = "compliance-center:";

    private static final String EMPTY = """
            <x:xmpmeta xmlns:x="adobe:ns:meta/">\
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>""";

    static CopyMetadata of(PDDocument document) throws IOException {
        // Random, so that no document contains it.
        String placeholder = UUID.randomUUID().toString();
        XmpPacket packet = XmpPacket.of(stream(document));
        return packet == null
                ? new CopyMetadata(0, null, placeholder)
                : new CopyMetadata(packet.pdfaPart(), packet.withIdentifier(PREFIX + placeholder), placeholder);
    }

    private static COSStream stream(PDDocument document) throws IOException {
        PDMetadata known = document.getDocumentCatalog().getMetadata();
        return known == null
                ? new PDMetadata(document, new ByteArrayInputStream(EMPTY.getBytes(StandardCharsets.UTF_8)))
                        .getCOSObject()
                : known.getCOSObject();
    }

    /** The approximate size in bytes. */
    long size() {
        return packet == null ? 0 : 2L * packet.length();
    }

    /** Writes the packet into a copy. */
    void write(PDDocument copy, Serial serial) throws IOException {
        if (packet != null) {
            byte[] bytes = packet.replace(placeholder, serial.toString()).getBytes(StandardCharsets.UTF_8);
            // Unfiltered, as PDF/A-1 requires, and so that the serial can be found in a damaged file.
            copy.getDocumentCatalog().setMetadata(new PDMetadata(copy, new ByteArrayInputStream(bytes)));
        }
    }
}
