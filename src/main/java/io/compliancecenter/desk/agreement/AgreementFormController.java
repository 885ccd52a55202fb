package io.compliancecenter.desk.agreement;

import io.compliancecenter.catalogue.rules.Objection;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.desk.UploadedPdfs;
import io.compliancecenter.desk.agreement.Agreements.AgreementRow;
import io.compliancecenter.organization.DeskRole;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
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

/** Drafts agreements: the paper, and what it says. */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/customers/{organization}/agreements")
class AgreementFormController {

    private final AgreementService agreements;
    private final UploadedPdfs pdfs;
    private final Clock clock;

    AgreementFormController(AgreementService agreements, UploadedPdfs pdfs, Clock clock) {
        this.agreements = agreements;
        this.pdfs = pdfs;
        this.clock = clock;
    }

    @GetMapping("/new")
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView begin(DeskPerson support, @PathVariable UUID organization, ZoneId zone) {
        String name = agreements.organization(organization);
        AgreementForm form = AgreementForm.proposal(agreements.vendor(), name, LocalDate.now(clock.withZone(zone)));
        return page(organization, null, null, form, Map.of(), HttpStatus.OK);
    }

    @GetMapping("/{agreement}/edit")
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView edit(DeskPerson support, @PathVariable UUID organization, @PathVariable UUID agreement, ZoneId zone) {
        AgreementRow row = agreements.find(organization, agreement);
        return page(organization, agreement, row.revision(), AgreementForm.of(row, zone), Map.of(), HttpStatus.OK);
    }

    @PostMapping("/new")
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView add(
            DeskPerson support,
            @PathVariable UUID organization,
            AgreementForm form,
            @RequestParam MultipartFile file,
            ZoneId zone) {
        agreements.organization(organization);
        return save(organization, null, null, form, file, zone);
    }

    /** @param file empty to keep the paper that there is */
    @PostMapping("/{agreement}/edit")
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView change(
            DeskPerson support,
            @PathVariable UUID organization,
            @PathVariable UUID agreement,
            @RequestParam int revision,
            AgreementForm form,
            @RequestParam MultipartFile file,
            ZoneId zone) {
        agreements.find(organization, agreement);
        return save(organization, agreement, revision, form, file, zone);
    }

    private ModelAndView save(
            UUID organization,
            @Nullable UUID agreement,
            @Nullable Integer seen,
            AgreementForm form,
            MultipartFile file,
            ZoneId zone) {
        boolean keepsPaper = agreement != null && file.isEmpty();
        Map<String, Objection> errors = form.errors(
                LocalDate.now(clock.withZone(zone)), !file.isEmpty(), keepsPaper ? null : UploadedPdfs.objection(file));
        if (!errors.isEmpty()) {
            return page(organization, agreement, seen, form, errors, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        UploadedPdfs.Use<ModelAndView> use =
                (pdf, checked) -> checked.objection().isEmpty()
                        ? AgreementRedirect.to(
                                organization,
                                agreements.save(agreement, seen, organization, form.particulars(zone), pdf),
                                AgreementOutcome.SAVED)
                        : page(organization, agreement, seen, form, errors, HttpStatus.UNPROCESSABLE_CONTENT)
                                .addObject("refusedFile", UploadedPdfs.name(file) + " " + checked.objection() + ".");
        try {
            return keepsPaper
                    ? AgreementRedirect.to(
                            organization,
                            agreements.save(agreement, seen, organization, form.particulars(zone), null),
                            AgreementOutcome.SAVED)
                    : pdfs.check(file, use).orElseGet(() -> {
                        errors.put("file", new Objection("desk.upload.busy", "", ""));
                        return page(organization, agreement, seen, form, errors, HttpStatus.UNPROCESSABLE_CONTENT);
                    });
        } catch (RefusedByDatabaseException refused) {
            if (refused.reason() != Reason.CHANGED || agreement == null) {
                throw refused;
            }
            // Somebody else has changed it. What was typed stays in the form, and may be saved in place of theirs.
            if (!keepsPaper) {
                // A browser does not keep it.
                errors.put("file", new Objection("desk.agreement.file.again", "", ""));
            }
            AgreementRow theirs = agreements.find(organization, agreement);
            return page(organization, agreement, theirs.revision(), form, errors, HttpStatus.CONFLICT)
                    .addObject("theirs", theirs)
                    .addObject("fields", form.changedFrom(AgreementForm.of(theirs, zone)));
        }
    }

    private ModelAndView page(
            UUID organization,
            @Nullable UUID agreement,
            @Nullable Integer revision,
            AgreementForm form,
            Map<String, Objection> errors,
            HttpStatus status) {
        return new ModelAndView("desk/agreement-form", status)
                .addObject("organization", organization)
                .addObject("name", agreements.organization(organization))
                .addObject("agreement", agreement)
                .addObject("revision", revision)
                .addObject("form", form)
                .addObject("errors", errors);
    }
}
