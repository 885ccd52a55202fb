package io.compliancecenter.desk.imports;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.desk.imports.ImportUploads.Upload;
import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.support.Attachments;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Takes a file of Organizations and members, shows what its import would do, and makes it. */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/customers/import")
class ImportController {

    private static final HexFormat HEX = HexFormat.of();

    private final ImportService imports;
    private final ImportUploads uploads;
    private final ImportErrorsCsv errors;

    ImportController(ImportService imports, ImportUploads uploads, ImportErrorsCsv errors) {
        this.imports = imports;
        this.uploads = uploads;
        this.errors = errors;
    }

    @GetMapping
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView choose(DeskPerson support) {
        return form(HttpStatus.OK);
    }

    @PostMapping
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView upload(DeskPerson support, @RequestParam MultipartFile file) {
        Upload upload = uploads.add(file);
        return upload.id() == null
                ? form(HttpStatus.UNPROCESSABLE_CONTENT).addObject("fileError", upload.messageKey())
                : page(upload.id(), "");
    }

    private static ModelAndView form(HttpStatus status) {
        return new ModelAndView("desk/import-upload", status).addObject("columns", ImportColumn.required());
    }

    private static ModelAndView page(UUID id, String query) {
        return new ModelAndView("redirect:/desk/customers/import/" + id + query, HttpStatus.SEE_OTHER);
    }

    /**
     * @param page of the changes
     * @param changed whether nothing was imported, because something had changed
     * @param mails whether nothing was imported, because it would send too many mails
     */
    @GetMapping("/{upload}")
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView preview(
            DeskPerson support,
            @PathVariable UUID upload,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "false") boolean changed,
            @RequestParam(defaultValue = "false") boolean mails) {
        return new ModelAndView("desk/import")
                .addObject("page", ImportPage.of(imports.preview(upload), page))
                .addObject("changed", changed)
                .addObject("tooManyMails", mails);
    }

    @GetMapping("/{upload}/errors.csv")
    @ForDeskRoles(DeskRole.SUPPORT)
    void errors(DeskPerson support, @PathVariable UUID upload, Locale language, HttpServletResponse response)
            throws IOException {
        ImportPreview preview = imports.preview(upload);
        Attachments.describe(response, "text/csv; charset=UTF-8", "import-errors.csv");
        errors.write(preview.allErrors(), language, response.getOutputStream());
    }

    /**
     * <em>Import</em>
     *
     * @param plan SHA-256 of the changes that were shown
     */
    @PostMapping("/{upload}")
    @ForDeskRoles(DeskRole.SUPPORT)
    ModelAndView apply(
            DeskPerson support,
            @PathVariable UUID upload,
            @RequestParam String plan,
            @RequestParam(defaultValue = "false") boolean send,
            Locale language) {
        ImportOutcome outcome = imports.apply(upload, sha256(plan), send, language);
        return page(
                upload,
                switch (outcome) {
                    case APPLIED -> "";
                    case TOO_MANY_MAILS -> "?mails=true";
                    case CHANGED, ERRORS -> "?changed=true";
                });
    }

    /** What is no hash is that of no changes. */
    private static byte[] sha256(String hex) {
        try {
            byte[] bytes = HEX.parseHex(hex);
            return bytes.length == 32 ? bytes : new byte[32];
        } catch (IllegalArgumentException noHash) {
            return new byte[32];
        }
    }
}
