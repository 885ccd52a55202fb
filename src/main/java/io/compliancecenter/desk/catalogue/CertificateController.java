package io.compliancecenter.desk.catalogue;

import io.compliancecenter.catalogue.PublishedCertification;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.desk.DeskNotFoundException;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.desk.catalogue.PdfUploads.Allowances;
import io.compliancecenter.desk.catalogue.PdfUploads.Upload;
import io.compliancecenter.desk.draft.ChangeKind;
import io.compliancecenter.desk.draft.ChangedField;
import io.compliancecenter.desk.draft.DraftService;
import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.publishing.pdfcheck.KeptContent;
import java.util.Map;
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
import tools.jackson.databind.json.JsonMapper;

/** Adds a new certificate to a draft: first its PDF, then its details. */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk")
class CertificateController {

    private final DeskCatalogue catalogue;
    private final DraftService drafts;
    private final PdfUploads uploads;
    private final JsonMapper json;

    CertificateController(DeskCatalogue catalogue, DraftService drafts, PdfUploads uploads, JsonMapper json) {
        this.catalogue = catalogue;
        this.drafts = drafts;
        this.uploads = uploads;
        this.json = json;
    }

    @GetMapping("/catalogue/certifications/{code}/certificate")
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView upload(DeskPerson editor, @PathVariable String code) {
        return uploadPage(catalogue.certification(code), null, HttpStatus.OK);
    }

    private ModelAndView uploadPage(PublishedCertification certification, @Nullable Upload refused, HttpStatus status) {
        return new ModelAndView("desk/upload", status)
                .addObject("certification", certification)
                .addObject("drafts", drafts.listOpen())
                .addObject("refused", refused);
    }

    /** @param draft an open one; null for a new one */
    @PostMapping("/catalogue/certifications/{code}/certificate")
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView upload(
            DeskPerson editor,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable UUID draft,
            @RequestParam(defaultValue = "false") boolean removeProtection,
            @RequestParam(defaultValue = "") Set<KeptContent> keep,
            @RequestParam MultipartFile file) {
        PublishedCertification certification = catalogue.certification(code);
        Upload upload = uploads.add(draft, certification, file, new Allowances(removeProtection, keep));
        String address = upload.address();
        return address == null
                ? uploadPage(certification, upload, HttpStatus.UNPROCESSABLE_CONTENT)
                : new ModelAndView("redirect:" + address, HttpStatus.SEE_OTHER);
    }

    @GetMapping("/drafts/{draft}/certificates/{key}")
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView details(DeskPerson editor, @PathVariable UUID draft, @PathVariable String key) {
        CertificateContent content = content(draft, key);
        PublishedCertification certification = catalogue.certification(content.certification());
        return detailsPage(
                draft,
                key,
                drafts.revision(draft),
                certification,
                content.issuer() == null
                        ? CertificateForm.proposal(certification, content)
                        : CertificateForm.of(content),
                Map.of(),
                HttpStatus.OK);
    }

    @PostMapping("/drafts/{draft}/certificates/{key}")
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView details(
            DeskPerson editor,
            @PathVariable UUID draft,
            @PathVariable String key,
            @RequestParam int revision,
            CertificateForm form) {
        CertificateContent content = content(draft, key);
        Map<String, String> errors = form.errors();
        if (!errors.isEmpty()) {
            return detailsPage(
                    draft,
                    key,
                    revision,
                    catalogue.certification(content.certification()),
                    form,
                    errors,
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
        CertificateContent typed = form.content(content, catalogue.groupCodes());
        try {
            drafts.put(draft, revision, ChangeKind.CERTIFICATE, key, typed);
            return new ModelAndView("redirect:/desk/drafts/" + draft + "?done=SAVED", HttpStatus.SEE_OTHER);
        } catch (RefusedByDatabaseException refused) {
            if (refused.reason() != Reason.CHANGED || !drafts.isOpen(draft)) {
                throw refused;
            }
            // Somebody else has changed the draft. What was typed stays in the form.
            return detailsPage(
                            draft,
                            key,
                            drafts.revision(draft),
                            catalogue.certification(content.certification()),
                            form,
                            Map.of(),
                            HttpStatus.CONFLICT)
                    .addObject(
                            "conflict",
                            ChangedField.between(
                                    ChangeKind.CERTIFICATE, json.valueToTree(content), json.valueToTree(typed)));
        }
    }

    private CertificateContent content(UUID draft, String key) {
        return drafts.find(draft, ChangeKind.CERTIFICATE, key, CertificateContent.class)
                .orElseThrow(DeskNotFoundException::new);
    }

    private ModelAndView detailsPage(
            UUID draft,
            String key,
            int revision,
            PublishedCertification certification,
            CertificateForm form,
            Map<String, String> errors,
            HttpStatus status) {
        return new ModelAndView("desk/certificate", status)
                .addObject("draft", draft)
                .addObject("key", key)
                .addObject("revision", revision)
                .addObject("certification", certification)
                .addObject("form", form)
                .addObject("groups", catalogue.groups())
                .addObject("errors", errors);
    }
}
