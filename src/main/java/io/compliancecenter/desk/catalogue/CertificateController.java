package io.compliancecenter.desk.catalogue;

import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.desk.DeskNotFoundException;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.desk.draft.ChangeKind;
import io.compliancecenter.desk.draft.ChangedField;
import io.compliancecenter.desk.draft.DraftService;
import io.compliancecenter.organization.DeskRole;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** The details of a new certificate in a draft. */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/drafts/{draft}/certificates/{key}")
class CertificateController {

    private final DeskCatalogue catalogue;
    private final DraftService drafts;
    private final JsonMapper json;

    CertificateController(DeskCatalogue catalogue, DraftService drafts, JsonMapper json) {
        this.catalogue = catalogue;
        this.drafts = drafts;
        this.json = json;
    }

    /**
     * The form.
     *
     * @param author of the PDF, as a proposal; empty if unknown
     * @param created when the PDF was made, likewise
     */
    @GetMapping
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView open(
            DeskPerson editor,
            @PathVariable UUID draft,
            @PathVariable String key,
            @RequestParam(defaultValue = "") String author,
            @RequestParam(defaultValue = "") String created) {
        CertificateContent content = content(draft, key);
        PublishedCertification certification = catalogue.certification(content.certification());
        return detailsPage(
                draft,
                key,
                drafts.revision(draft),
                certification,
                content.issuer() == null
                        ? CertificateForm.proposal(certification, content, author, created)
                        : CertificateForm.of(content),
                Map.of(),
                HttpStatus.OK);
    }

    @PostMapping
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView save(
            DeskPerson editor,
            @PathVariable UUID draft,
            @PathVariable String key,
            @RequestParam int revision,
            CertificateForm form,
            Locale language,
            ZoneId zone) {
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
                                    ChangeKind.CERTIFICATE,
                                    json.valueToTree(content),
                                    json.valueToTree(typed),
                                    language,
                                    zone));
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
