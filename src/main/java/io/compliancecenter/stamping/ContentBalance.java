package io.compliancecenter.stamping;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/**
 * The operators that balance a page's content, which may leave graphics states, text and marked content open or close them too
 * often (ISO 32000-1, 7.8.2 and 8.4.2). Viewers tolerate it, but it would displace what is drawn afterwards.
 *
 * @param before operators to put before the content, which save the graphics state often enough
 * @param after operators to put after it, which restore that state
 */
record ContentBalance(String before, String after) {

    /** The balance of each page, in the document's order. */
    static List<ContentBalance> ofPages(PDDocument document) throws IOException {
        // Nearly all are equal, so that equal ones share one object.
        Map<ContentBalance, ContentBalance> different = new HashMap<>();
        List<ContentBalance> balances = new ArrayList<>();
        for (PDPage page : document.getPages()) {
            ContentBalance balance = ContentScan.balanceOf(PageContent.of(page));
            balances.add(different.computeIfAbsent(balance, same -> same));
        }
        return List.copyOf(balances);
    }
}
