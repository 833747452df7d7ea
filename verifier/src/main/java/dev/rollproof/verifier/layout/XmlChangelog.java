package dev.rollproof.verifier.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollproof.verifier.migration.InvalidInputException;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads a changelog in XML into the shape that the same changelog has in YAML. A document type is refused, and with it every
 * entity and every reference to another file or host.
 */
final class XmlChangelog {
    /** The text of an element beside its attributes. */
    static final String TEXT = "#text";

    private static final Set<String> NO_CHANGES =
            Set.of("rollback", "comment", "preConditions", "validCheckSum", "modifySql", "property");

    private XmlChangelog() {}

    /**
     * Reads a whole document.
     *
     * @throws InvalidInputException when it is no XML, or has a document type
     */
    static JsonNode read(String file, String text) {
        ObjectNode read = JsonNodeFactory.instance.objectNode();
        Element root = document(file, text.startsWith("\uFEFF") ? text.substring(1) : text);
        read.set(root.getLocalName(), children(root));
        return read;
    }

    private static Element document(String file, String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setExpandEntityReferences(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(Throwing.INSTANCE);
            return builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
        } catch (SAXParseException e) {
            if (String.valueOf(e.getMessage()).contains("disallow-doctype-decl")) {
                throw new InvalidInputException(
                        "%s:%d: a changelog with a DOCTYPE is not read: it could name other files and hosts; take the DOCTYPE out"
                                .formatted(file, e.getLineNumber()),
                        e);
            }
            throw new InvalidInputException(
                    "%s:%d:%d: no XML that is read: %s"
                            .formatted(file, e.getLineNumber(), e.getColumnNumber(), e.getMessage()),
                    e);
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new InvalidInputException("%s: no XML that is read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static ArrayNode children(Element parent) {
        ArrayNode children = JsonNodeFactory.instance.arrayNode();
        for (Element child : elements(parent)) {
            children.addObject().set(child.getLocalName(), node(child));
        }
        return children;
    }

    private static ObjectNode node(Element element) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            node.put(attributes.item(i).getLocalName(), attributes.item(i).getNodeValue());
        }
        node.put(TEXT, text(element));
        switch (element.getLocalName()) {
            case "changeSet" -> changeset(element, node);
            case "rollback", "modifyChangeSets" -> node.set("changes", children(element));
            default -> {}
        }
        return node;
    }

    private static void changeset(Element element, ObjectNode node) {
        ArrayNode changes = node.putArray("changes");
        ArrayNode rollbacks = node.putArray("rollback");
        for (Element child : elements(element)) {
            String name = child.getLocalName();
            if (name.equals("comment")) {
                node.put(name, text(child));
            } else if (name.equals("rollback")) {
                rollbacks.add(node(child));
            } else if (!NO_CHANGES.contains(name)) {
                changes.addObject().set(name, node(child));
            }
        }
        if (rollbacks.isEmpty()) {
            node.remove("rollback");
        }
    }

    private static List<Element> elements(Element parent) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    /** Its own text, without that of the elements in it. */
    private static String text(Element element) {
        StringBuilder text = new StringBuilder();
        NodeList nodes = element.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            short type = nodes.item(i).getNodeType();
            if (type == Node.TEXT_NODE || type == Node.CDATA_SECTION_NODE) {
                text.append(nodes.item(i).getNodeValue());
            }
        }
        return text.toString();
    }

    /** The JDK's own handler prints to standard error. */
    private enum Throwing implements ErrorHandler {
        INSTANCE;

        @Override
        public void warning(SAXParseException e) {
            // Nothing that could be read otherwise.
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
