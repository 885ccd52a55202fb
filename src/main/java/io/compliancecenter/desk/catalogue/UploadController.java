package io.compliancecenter.desk.catalogue;

import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.desk.catalogue.PdfUploads.Allowances;
import io.compliancecenter.desk.catalogue.PdfUploads.Upload;
import io.compliancecenter.desk.draft.DraftService;
import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.publishing.pdfcheck.KeptContent;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Adds the PDF of a new certificate to a draft. Its details follow on the next page. */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/catalogue/certifications/{code}/certificate")
class UploadController {

    private final DeskCatalogue catalogue;
    private final DraftService drafts;
    private final PdfUploads uploads;

    UploadController(DeskCatalogue catalogue, DraftService drafts, PdfUploads uploads) {
        this.catalogue = catalogue;
        this.drafts = drafts;
        this.uploads = uploads;
    }

    @GetMapping
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView open(DeskPerson editor, @PathVariable String code) {
        return page(catalogue.certification(code), null, null, new Allowances(false, Set.of()), HttpStatus.OK);
    }

    /** @param draft and allowances: as they were chosen, so that they are kept when another file is sent */
    private ModelAndView page(
            PublishedCertification certification,
            @Nullable Upload refused,
            @Nullable UUID draft,
            Allowances allowances,
            HttpStatus status) {
        return new ModelAndView("desk/upload", status)
                .addObject("certification", certification)
                .addObject("drafts", drafts.listOpen())
                .addObject("draft", draft)
                .addObject("removeProtection", allowances.removeProtection())
                .addObject(
                        "kept",
                        allowances.keep().stream().map(KeptContent::name).toList())
                .addObject("refused", refused);
    }

    /** @param draft an open one; null for a new one */
    @PostMapping
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView upload(
            DeskPerson editor,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable UUID draft,
            @RequestParam(defaultValue = "false") boolean removeProtection,
            @RequestParam(defaultValue = "") Set<KeptContent> keep,
            @RequestParam MultipartFile file) {
        PublishedCertification certification = catalogue.certification(code);
        Allowances allowances = new Allowances(removeProtection, keep);
        Upload upload = uploads.add(draft, certification, file, allowances);
        String address = upload.address();
        return address == null
                ? page(certification, upload, draft, allowances, HttpStatus.UNPROCESSABLE_CONTENT)
                : new ModelAndView("redirect:" + address, HttpStatus.SEE_OTHER);
    }
}
