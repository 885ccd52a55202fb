package io.compliancecenter.stamping;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.util.XMLUtil;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSSerializer;

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

    private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static final String XMP = "http://ns.adobe.com/xap/1.0/";
    private static final String PDF_A = "http://www.aiim.org/pdfa/ns/id/";
    private static final String EMPTY = """
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="%s"/></x:xmpmeta>""".formatted(RDF);

    static CopyMetadata of(PDDocument document) throws IOException {
        // Random, so that no document contains it.
        String placeholder = UUID.randomUUID().toString();
        Document packet = parse(document.getDocumentCatalog().getMetadata());
        if (packet == null) {
            return new CopyMetadata(0, null, placeholder);
        }
        int pdfaPart = pdfaPart(packet);
        Element root = first(packet.getElementsByTagNameNS(RDF, "RDF"));
        if (root == null) {
            return new CopyMetadata(pdfaPart, null, placeholder);
        }
        Element item = packet.createElementNS(RDF, "rdf:li");
        item.setTextContent(PREFIX + placeholder);
        identifiers(packet, root).appendChild(item);
        return new CopyMetadata(pdfaPart, serialize(packet), placeholder);
    }

    /** The approximate size in bytes. */
    long size() {
        return packet == null ? 0 : packet.length();
    }

    /** Writes the packet into a copy. */
    void write(PDDocument copy, Serial serial) throws IOException {
        if (packet != null) {
            byte[] bytes = packet.replace(placeholder, serial.toString()).getBytes(StandardCharsets.UTF_8);
            // Unfiltered, as PDF/A-1 requires, and so that the serial can be found in a damaged file.
            copy.getDocumentCatalog().setMetadata(new PDMetadata(copy, new ByteArrayInputStream(bytes)));
        }
    }

    private static int pdfaPart(Document packet) {
        Element element = first(packet.getElementsByTagNameNS(PDF_A, "part"));
        String part = element == null ? "" : element.getTextContent();
        NodeList descriptions = packet.getElementsByTagNameNS(RDF, "Description");
        for (int index = 0; index < descriptions.getLength() && part.isBlank(); index++) {
            part = ((Element) descriptions.item(index)).getAttributeNS(PDF_A, "part");
        }
        part = part.strip();
        return part.matches("[1-9]") ? Integer.parseInt(part) : 0;
    }

    /** The bag of identifiers, which is added if there is none. */
    private static Element identifiers(Document packet, Element root) {
        Element known = first(packet.getElementsByTagNameNS(XMP, "Identifier"));
        if (known != null) {
            Element bag = first(known.getElementsByTagNameNS(RDF, "Bag"));
            if (bag != null) {
                return bag;
            }
            known.getParentNode().removeChild(known);
        }
        // All descriptions of a packet have the same subject.
        Element other = first(packet.getElementsByTagNameNS(RDF, "Description"));
        Element description = packet.createElementNS(RDF, "rdf:Description");
        description.setAttributeNS(RDF, "rdf:about", other == null ? "" : other.getAttributeNS(RDF, "about"));
        Element identifier = packet.createElementNS(XMP, "xmp:Identifier");
        Element bag = packet.createElementNS(RDF, "rdf:Bag");
        root.appendChild(description).appendChild(identifier).appendChild(bag);
        return bag;
    }

    private static @Nullable Element first(NodeList elements) {
        return (Element) elements.item(0);
    }

    /** PDFBox reads neither document types, which XMP does not have, nor external entities. */
    private static @Nullable Document parse(@Nullable PDMetadata metadata) {
        try (InputStream xml = metadata == null
                ? new ByteArrayInputStream(EMPTY.getBytes(StandardCharsets.UTF_8))
                : metadata.exportXMPMetadata()) {
            return XMLUtil.parse(xml, true);
        } catch (IOException notXml) {
            return null;
        }
    }

    /** Without the XML declaration, in a packet wrapper. */
    private static String serialize(Document packet) {
        LSSerializer serializer = ((DOMImplementationLS) packet.getImplementation()).createLSSerializer();
        serializer.getDomConfig().setParameter("xml-declaration", false);
        return "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                + serializer.writeToString(packet.getDocumentElement())
                + "\n<?xpacket end=\"w\"?>";
    }
}
