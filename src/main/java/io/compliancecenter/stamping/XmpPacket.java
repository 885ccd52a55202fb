package io.compliancecenter.stamping;

import io.compliancecenter.pdf.PackedStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.List;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLEventFactory;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLEventWriter;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.events.Attribute;
import javax.xml.stream.events.Namespace;
import javax.xml.stream.events.StartElement;
import javax.xml.stream.events.XMLEvent;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/** The XMP packet of a document (ISO 16684-1), which is read as a stream of events: as a tree, it takes far more memory. */
final class XmpPacket {

    private static final String RDF_NAMESPACE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static final QName RDF = new QName(RDF_NAMESPACE, "RDF", "rdf");
    private static final QName DESCRIPTION = new QName(RDF_NAMESPACE, "Description", "rdf");
    private static final QName ABOUT = new QName(RDF_NAMESPACE, "about", "rdf");
    private static final QName BAG = new QName(RDF_NAMESPACE, "Bag", "rdf");
    private static final QName ITEM = new QName(RDF_NAMESPACE, "li", "rdf");
    private static final QName IDENTIFIER = new QName("http://ns.adobe.com/xap/1.0/", "Identifier", "xmp");
    private static final QName PDFA_PART = new QName("http://www.aiim.org/pdfa/ns/id/", "part", "pdfaid");

    private static final XMLEventFactory EVENTS = XMLEventFactory.newDefaultFactory();

    private final COSStream stream;
    private boolean hasRdf;
    private boolean hasIdentifier;
    private boolean hasBag;
    private @Nullable String about;
    private String part = "";

    private XmpPacket(COSStream stream) {
        this.stream = stream;
    }

    /** Reads a packet; null if it is no XMP. */
    static @Nullable XmpPacket of(COSStream stream) {
        XmpPacket packet = new XmpPacket(stream);
        try {
            packet.read();
            return packet.hasRdf ? packet : null;
        } catch (IOException | XMLStreamException notXml) {
            return null;
        }
    }

    /** The part of PDF/A that the document claims to conform to; 0 if none. */
    int pdfaPart() {
        return part.matches("[1-9]") ? Integer.parseInt(part) : 0;
    }

    private void read() throws IOException, XMLStreamException {
        try (InputStream in = open()) {
            XMLEventReader events = events(in);
            boolean inIdentifier = false;
            while (events.hasNext()) {
                XMLEvent event = events.nextEvent();
                if (event.isEndElement() && event.asEndElement().getName().equals(IDENTIFIER)) {
                    inIdentifier = false;
                } else if (event.isStartElement()) {
                    StartElement element = event.asStartElement();
                    QName name = element.getName();
                    hasRdf |= name.equals(RDF);
                    hasBag |= inIdentifier && name.equals(BAG);
                    inIdentifier |= !hasIdentifier && name.equals(IDENTIFIER);
                    hasIdentifier |= inIdentifier;
                    if (name.equals(DESCRIPTION)) {
                        about = about == null ? value(element, ABOUT) : about;
                        part = part.isEmpty() ? value(element, PDFA_PART) : part;
                    } else if (name.equals(PDFA_PART) && events.peek().isCharacters()) {
                        part = events.peek().asCharacters().getData().strip();
                    }
                } else if (event.getEventType() == XMLEvent.DTD) {
                    throw new XMLStreamException("XMP has no document type");
                }
            }
        }
    }

    private static String value(StartElement element, QName name) {
        Attribute attribute = element.getAttributeByName(name);
        return attribute == null ? "" : attribute.getValue().strip();
    }

    /** The packet with one more {@code xmp:Identifier}. */
    String withIdentifier(String identifier) throws IOException {
        StringWriter packet = new StringWriter();
        packet.write("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n");
        try (InputStream in = open()) {
            XMLEventWriter writer = XMLOutputFactory.newDefaultFactory().createXMLEventWriter(packet);
            copy(events(in), writer, identifier);
            writer.close();
        } catch (XMLStreamException impossible) {
            throw new IOException(impossible);
        }
        packet.write("\n<?xpacket end=\"w\"?>");
        return packet.toString();
    }

    /** Copies the root element, without what is around it. */
    private void copy(XMLEventReader events, XMLEventWriter writer, String identifier) throws XMLStreamException {
        int depth = 0;
        int skipped = 0;
        boolean inIdentifier = false;
        boolean added = false;
        boolean replaced = hasBag;
        while (events.hasNext()) {
            XMLEvent event = events.nextEvent();
            if (event.isStartElement()) {
                QName name = event.asStartElement().getName();
                inIdentifier |= name.equals(IDENTIFIER);
                if (skipped > 0 || !replaced && name.equals(IDENTIFIER)) {
                    replaced = true;
                    skipped++;
                }
                depth++;
            }
            if (event.isEndElement() && !added) {
                QName name = event.asEndElement().getName();
                if (hasBag && inIdentifier && name.equals(BAG)) {
                    add(writer, ITEM, identifier);
                    added = true;
                } else if (!hasBag && name.equals(RDF)) {
                    addDescription(writer, identifier);
                    added = true;
                }
            }
            if (depth > 0 && skipped == 0) {
                writer.add(event);
            }
            if (event.isEndElement()) {
                depth--;
                skipped = Math.max(0, skipped - 1);
            }
        }
    }

    /** All descriptions of a packet have the same subject. */
    private void addDescription(XMLEventWriter writer, String identifier) throws XMLStreamException {
        start(writer, DESCRIPTION, List.of(EVENTS.createAttribute(ABOUT, about == null ? "" : about)));
        start(writer, IDENTIFIER, List.of());
        start(writer, BAG, List.of());
        add(writer, ITEM, identifier);
        for (QName name : List.of(BAG, IDENTIFIER, DESCRIPTION)) {
            writer.add(EVENTS.createEndElement(name, null));
        }
    }

    private static void add(XMLEventWriter writer, QName name, String text) throws XMLStreamException {
        start(writer, name, List.of());
        writer.add(EVENTS.createCharacters(text));
        writer.add(EVENTS.createEndElement(name, null));
    }

    /** Declares the prefix, which may stand for something else here. */
    private static void start(XMLEventWriter writer, QName name, List<Attribute> attributes) throws XMLStreamException {
        Iterator<Namespace> namespaces = List.of(EVENTS.createNamespace(name.getPrefix(), name.getNamespaceURI()))
                .iterator();
        writer.add(EVENTS.createStartElement(name, attributes.iterator(), namespaces));
    }

    private InputStream open() throws IOException {
        return new BufferedInputStream(PackedStream.open(stream));
    }

    /** With neither document types nor external entities. */
    private static XMLEventReader events(InputStream in) throws IOException, XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        Charset utf32 = utf32(in);
        return utf32 == null
                ? factory.createXMLEventReader(in)
                : factory.createXMLEventReader(new InputStreamReader(in, utf32));
    }

    /** Which UTF-32 it is, which Java's parser does not read with a byte order mark; null if it is none. */
    private static @Nullable Charset utf32(InputStream in) throws IOException {
        in.mark(4);
        byte[] start = in.readNBytes(4);
        in.reset();
        if (start.length < 4) {
            return null;
        }
        if (start[0] == 0 && start[1] == 0 || start[0] == -1 && start[1] == -2 && start[2] == 0 && start[3] == 0) {
            // The highest byte comes first unless a byte order mark says otherwise.
            return Charset.forName("UTF-32");
        }
        return start[2] == 0 && start[3] == 0 ? Charset.forName("UTF-32LE") : null;
    }
}
