package io.compliancecenter.stamping;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The XMP packet (ISO 16684-1) of a document's copies. It has the serial of the copy as an additional {@code xmp:Identifier}, a
 * property that every part of PDF/A allows.
 */
final class CopyMetadata {

    static final String PREFIX = "compliance-center:";

    private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static final String XMP = "http://ns.adobe.com/xap/1.0/";
    private static final String PDF_A = "http://www.aiim.org/pdfa/ns/id/";
    private static final String EMPTY = """
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="%s"/></x:xmpmeta>""".formatted(RDF);

    private final int pdfaPart;

    /** The packet up to the serial; null if the document has a packet that cannot be parsed, which copies keep. */
    private final byte @Nullable [] before;

    private final byte @Nullable [] after;

    private CopyMetadata(int pdfaPart, byte @Nullable [] before, byte @Nullable [] after) {
        this.pdfaPart = pdfaPart;
        this.before = before;
        this.after = after;
    }

    static CopyMetadata of(PDDocument document) throws IOException {
        Document packet = read(document);
        if (packet == null) {
            return new CopyMetadata(0, null, null);
        }
        int pdfaPart = pdfaPart(packet);
        NodeList roots = packet.getElementsByTagNameNS(RDF, "RDF");
        if (roots.getLength() == 0) {
            return new CopyMetadata(pdfaPart, null, null);
        }
        // Random, so that no document contains it.
        String place = UUID.randomUUID().toString();
        Element item = packet.createElementNS(RDF, "rdf:li");
        item.setTextContent(PREFIX + place);
        identifiers(packet, (Element) roots.item(0)).appendChild(item);
        String text = serialize(packet);
        int at = text.indexOf(place);
        return new CopyMetadata(
                pdfaPart,
                text.substring(0, at).getBytes(StandardCharsets.UTF_8),
                text.substring(at + place.length()).getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Document read(PDDocument document) throws IOException {
        PDMetadata metadata = document.getDocumentCatalog().getMetadata();
        return parse(metadata == null ? EMPTY.getBytes(StandardCharsets.UTF_8) : metadata.toByteArray());
    }

    /** The part of PDF/A that the document claims to conform to; 0 if none. */
    int pdfaPart() {
        return pdfaPart;
    }

    /** The approximate size in bytes. */
    long size() {
        return before == null || after == null ? 0 : (long) before.length + after.length;
    }

    /** Writes the packet into a copy. */
    void write(PDDocument copy, Serial serial) throws IOException {
        if (before == null || after == null) {
            return;
        }
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(before);
        packet.write(serial.toString().getBytes(StandardCharsets.US_ASCII));
        packet.write(after);
        // Unfiltered, as PDF/A-1 requires, and so that the serial can be found in a damaged file.
        copy.getDocumentCatalog().setMetadata(new PDMetadata(copy, new ByteArrayInputStream(packet.toByteArray())));
    }

    private static int pdfaPart(Document packet) {
        NodeList elements = packet.getElementsByTagNameNS(PDF_A, "part");
        String part = elements.getLength() > 0 ? elements.item(0).getTextContent() : "";
        NodeList descriptions = packet.getElementsByTagNameNS(RDF, "Description");
        for (int index = 0; index < descriptions.getLength() && part.isBlank(); index++) {
            part = ((Element) descriptions.item(index)).getAttributeNS(PDF_A, "part");
        }
        part = part.strip();
        return part.matches("[1-9]") ? Integer.parseInt(part) : 0;
    }

    /** The bag of identifiers, which is added if there is none. */
    private static Element identifiers(Document packet, Element root) {
        NodeList known = packet.getElementsByTagNameNS(XMP, "Identifier");
        if (known.getLength() > 0) {
            NodeList bags = ((Element) known.item(0)).getElementsByTagNameNS(RDF, "Bag");
            if (bags.getLength() > 0) {
                return (Element) bags.item(0);
            }
            known.item(0).getParentNode().removeChild(known.item(0));
        }
        Element description = packet.createElementNS(RDF, "rdf:Description");
        description.setAttributeNS(RDF, "rdf:about", about(packet));
        Element identifier = packet.createElementNS(XMP, "xmp:Identifier");
        Element bag = packet.createElementNS(RDF, "rdf:Bag");
        root.appendChild(description).appendChild(identifier).appendChild(bag);
        return bag;
    }

    /** All descriptions of a packet have the same subject. */
    private static String about(Document packet) {
        NodeList descriptions = packet.getElementsByTagNameNS(RDF, "Description");
        return descriptions.getLength() == 0 ? "" : ((Element) descriptions.item(0)).getAttributeNS(RDF, "about");
    }

    private static @Nullable Document parse(byte[] xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            // XMP has no document type, and external entities must not be read.
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(xml));
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        } catch (SAXException | IOException notXml) {
            return null;
        }
    }

    private static String serialize(Document packet) throws IOException {
        StringWriter xml = new StringWriter();
        xml.write("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n");
        try {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Transformer transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            // Without the packet wrapper, which is written here.
            transformer.transform(new DOMSource(packet.getDocumentElement()), new StreamResult(xml));
        } catch (TransformerException failure) {
            throw new IOException(failure);
        }
        xml.write("\n<?xpacket end=\"w\"?>");
        return xml.toString();
    }
}
