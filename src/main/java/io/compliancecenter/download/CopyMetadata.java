package io.compliancecenter.download;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A document's XMP packet (ISO 16684-1), and the serial of a copy in it: one more {@code xmp:Identifier}, a property that
 * every part of PDF/A knows.
 */
final class CopyMetadata {

    static final String PREFIX = "compliance-center:";

    private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static final String XMP = "http://ns.adobe.com/xap/1.0/";
    private static final String PDF_A = "http://www.aiim.org/pdfa/ns/id/";
    private static final String EMPTY = """
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="%s"/></x:xmpmeta>""".formatted(RDF);

    private final PDDocument pdf;

    /** Null if there is a packet that cannot be understood; it is left alone. */
    private final @Nullable Document packet;

    private CopyMetadata(PDDocument pdf, @Nullable Document packet) {
        this.pdf = pdf;
        this.packet = packet;
    }

    static CopyMetadata of(PDDocument pdf) throws IOException {
        COSDictionary catalog = pdf.getDocumentCatalog().getCOSObject();
        if (!(catalog.getDictionaryObject(COSName.METADATA) instanceof COSStream stream)) {
            return new CopyMetadata(pdf, parse(EMPTY.getBytes(StandardCharsets.UTF_8)));
        }
        try (InputStream in = stream.createInputStream()) {
            return new CopyMetadata(pdf, parse(in.readAllBytes()));
        }
    }

    /** The part of PDF/A that the document says it keeps to; 0 if none. */
    int pdfaPart() {
        if (packet == null) {
            return 0;
        }
        String part = "";
        NodeList elements = packet.getElementsByTagNameNS(PDF_A, "part");
        if (elements.getLength() > 0) {
            part = elements.item(0).getTextContent().strip();
        }
        NodeList descriptions = packet.getElementsByTagNameNS(RDF, "Description");
        for (int index = 0; index < descriptions.getLength() && part.isEmpty(); index++) {
            part = ((Element) descriptions.item(index))
                    .getAttributeNS(PDF_A, "part")
                    .strip();
        }
        return part.matches("[1-9]") ? Integer.parseInt(part) : 0;
    }

    void add(Serial serial) throws IOException {
        NodeList roots = packet == null ? null : packet.getElementsByTagNameNS(RDF, "RDF");
        if (packet == null || roots == null || roots.getLength() == 0) {
            return;
        }
        Element item = packet.createElementNS(RDF, "rdf:li");
        item.setTextContent(PREFIX + serial);
        identifiers(packet, (Element) roots.item(0)).appendChild(item);
        COSStream stream = pdf.getDocument().createCOSStream();
        // Unfiltered, as PDF/A-1 asks for, and so that it can be found in the bare file.
        try (OutputStream out = stream.createOutputStream()) {
            out.write(serialize(packet));
        }
        stream.setItem(COSName.TYPE, COSName.METADATA);
        stream.setItem(COSName.SUBTYPE, COSName.getPDFName("XML"));
        pdf.getDocumentCatalog().getCOSObject().setItem(COSName.METADATA, stream);
    }

    /** The bag of identifiers, new if there is none. */
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

    /** All descriptions of a packet are of the same thing. */
    private static String about(Document packet) {
        NodeList descriptions = packet.getElementsByTagNameNS(RDF, "Description");
        return descriptions.getLength() == 0 ? "" : ((Element) descriptions.item(0)).getAttributeNS(RDF, "about");
    }

    private static @Nullable Document parse(byte[] xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            // XMP has no document type, and whatever one may do is not wanted.
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

    private static byte[] serialize(Document packet) throws IOException {
        ByteArrayOutputStream xml = new ByteArrayOutputStream();
        xml.writeBytes(
                "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n".getBytes(StandardCharsets.UTF_8));
        try {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Transformer transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            // Without the packet's wrapper, which is written here.
            transformer.transform(new DOMSource(packet.getDocumentElement()), new StreamResult(xml));
        } catch (TransformerException failure) {
            throw new IOException(failure);
        }
        xml.writeBytes("\n<?xpacket end=\"w\"?>".getBytes(StandardCharsets.UTF_8));
        return xml.toByteArray();
    }
}
