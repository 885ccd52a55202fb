package io.compliancecenter.specimens;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;

/** The logical structure that screen readers follow (ISO 32000-1, 14.7 and 14.8: tagged PDF). */
final class Tags {

    private final PDStructureTreeRoot root = new PDStructureTreeRoot();
    private final PDStructureElement document = new PDStructureElement(StandardStructureTypes.DOCUMENT, root);
    private final Map<PDPage, List<PDStructureElement>> markedContent = new LinkedHashMap<>();

    Tags() {
        root.appendKid(document);
    }

    PDStructureElement element(String type) {
        return element(document, type);
    }

    PDStructureElement element(PDStructureElement parent, String type) {
        PDStructureElement element = new PDStructureElement(type, (PDStructureNode) parent);
        parent.appendKid(element);
        return element;
    }

    PDStructureElement columnHeader(PDStructureElement row) {
        PDStructureElement header = element(row, StandardStructureTypes.TH);
        PDTableAttributeObject scope = new PDTableAttributeObject();
        scope.setScope(PDTableAttributeObject.SCOPE_COLUMN);
        header.addAttribute(scope);
        return header;
    }

    /** Assigns the page's next marked-content identifier to the element. */
    int mark(PDStructureElement element, PDPage page) {
        List<PDStructureElement> owners = markedContent.computeIfAbsent(page, added -> new ArrayList<>());
        PDMarkedContentReference reference = new PDMarkedContentReference();
        reference.setPage(page);
        reference.setMCID(owners.size());
        element.appendKid(reference);
        owners.add(element);
        return owners.size() - 1;
    }

    void writeTo(PDDocument pdf) {
        Map<Integer, PDParentTreeValue> parents = new TreeMap<>();
        markedContent.forEach((page, owners) -> {
            COSArray ownersByIdentifier = new COSArray();
            owners.forEach(ownersByIdentifier::add);
            page.setStructParents(parents.size());
            parents.put(parents.size(), new PDParentTreeValue(ownersByIdentifier));
        });
        PDNumberTreeNode tree = new PDNumberTreeNode(PDParentTreeValue.class);
        tree.setNumbers(parents);
        root.setParentTree(tree);
        root.setParentTreeNextKey(parents.size());
        pdf.getDocumentCatalog().setStructureTreeRoot(root);
        PDMarkInfo marked = new PDMarkInfo();
        marked.setMarked(true);
        pdf.getDocumentCatalog().setMarkInfo(marked);
    }
}
