package io.compliancecenter.stamping;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/**
 * What makes up for what the content of a page leaves open, or closes too often (ISO 32000-1, 7.8.2 and 8.4.2): saved graphics
 * states, text and marked content. Readers forgive it, but it would displace what is drawn after it.
 *
 * @param before operators for before the content, so that nothing in it gets out of the state saved here
 * @param after operators for after it, which bring back the state from before
 */
record ContentBalance(String before, String after) {

    /** Of each page, in the document's order. */
    static List<ContentBalance> ofPages(PDDocument document) throws IOException {
        // Nearly all are the same.
        Map<ContentBalance, ContentBalance> different = new HashMap<>();
        List<ContentBalance> balances = new ArrayList<>();
        for (PDPage page : document.getPages()) {
            ContentBalance balance = ContentScan.balanceOf(PageContent.of(page));
            balances.add(different.computeIfAbsent(balance, same -> same));
        }
        return List.copyOf(balances);
    }
}
