package io.compliancecenter.evidence.receipt;

import io.compliancecenter.evidence.receipt.Receipts.Receipt;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.OpenToMembers;
import io.compliancecenter.support.Attachments;
import io.compliancecenter.web.Markdown;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** Shows the receipt for an acceptance, or for a permit under an agreement signed on paper. Members keep theirs when they are no longer admins. */
@Controller
@RequestMapping("/organizations/{slug}/receipts/{receipt}")
class ReceiptController {

    private static final int SECTION = 2;

    private final Receipts receipts;
    private final MessageSource messages;

    ReceiptController(Receipts receipts, MessageSource messages) {
        this.receipts = receipts;
        this.messages = messages;
    }

    @GetMapping
    @OpenToMembers
    String receipt(CurrentMember member, @PathVariable("receipt") UUID id, Locale locale, Model model) {
        Receipt receipt = receipts.receipt(member, id);
        model.addAttribute("id", id);
        model.addAttribute("receipt", ReceiptText.of(receipt, messages, locale));
        model.addAttribute("terms", receipt.terms() == null ? null : Markdown.toHtml(receipt.terms(), SECTION));
        model.addAttribute("termsLanguage", receipt.payload().text("terms", "locale"));
        return "evidence/receipt";
    }

    /** The same as a PDF, made in memory: a receipt has a few pages, and terms have at most 1 MiB. */
    @GetMapping("/receipt.pdf")
    @OpenToMembers
    void pdf(CurrentMember member, @PathVariable("receipt") UUID id, Locale locale, HttpServletResponse response)
            throws IOException {
        Receipt receipt = receipts.receipt(member, id);
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        ReceiptPdf.write(receipt, ReceiptText.of(receipt, messages, locale), locale, pdf);
        Attachments.describe(response, MediaType.APPLICATION_PDF_VALUE, "receipt-" + id + ".pdf");
        response.setContentLength(pdf.size());
        pdf.writeTo(response.getOutputStream());
    }
}
