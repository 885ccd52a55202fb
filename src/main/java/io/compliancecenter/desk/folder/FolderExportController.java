package io.compliancecenter.desk.folder;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskNotFoundException;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.desk.draft.ChangeKind;
import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.publishing.PublishedFolder.Published;
import io.compliancecenter.support.Attachments;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Gives out what is published as files. */
@Controller
@ConditionalOnDesk
class FolderExportController {

    private final FolderExports exports;
    private final FolderZip zip;

    FolderExportController(FolderExports exports, FolderZip zip) {
        this.exports = exports;
        this.zip = zip;
    }

    @GetMapping("/desk/catalogue/{kind}/{code}/yaml")
    ModelAndView yaml(DeskPerson reader, @PathVariable ChangeKind kind, @PathVariable String code) {
        FolderExports.ItemText item = exports.yaml(kind, code);
        return new ModelAndView("desk/yaml")
                .addObject("kind", kind)
                .addObject("code", code)
                .addObject("yaml", item.text())
                .addObject("complete", item.complete())
                .addObject("rows", Math.min(40, item.text().lines().count() + 1));
    }

    @GetMapping("/desk/catalogue/{kind}/{code}/yaml/file")
    void file(DeskPerson reader, @PathVariable ChangeKind kind, @PathVariable String code, HttpServletResponse response)
            throws IOException {
        byte[] yaml = exports.yaml(kind, code).text().getBytes(StandardCharsets.UTF_8);
        Attachments.describe(response, "application/yaml", kind.name().toLowerCase(Locale.ROOT) + "-" + code + ".yaml");
        response.getOutputStream().write(yaml);
    }

    /** All of it, with the PDFs. A POST, because it is recorded. */
    @PostMapping("/desk/folder/export")
    @ForDeskRoles(DeskRole.EDITOR)
    void export(DeskPerson editor, HttpServletResponse response) throws IOException {
        Published published = exports.read().orElseThrow(DeskNotFoundException::new);
        UUID export = exports.begin();
        Attachments.describe(response, "application/zip", "compliance-center.zip");
        zip.write(export, published, response.getOutputStream());
    }
}
