package io.compliancecenter.desk.item;

import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.desk.draft.ChangeKind;
import io.compliancecenter.organization.DeskRole;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Edits a certification. */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/catalogue/certifications")
class CertificationController {

    private final ItemPages pages;

    CertificationController(ItemPages pages) {
        this.pages = pages;
    }

    @GetMapping("/new")
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView create(DeskPerson editor) {
        return pages.empty(CertificationForm.empty());
    }

    @PostMapping("/new")
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView create(DeskPerson editor, CertificationForm form, Edit edit, Locale language) {
        return pages.submit(form, true, edit, language);
    }

    /** @param draft that has it; null to begin with what is published */
    @GetMapping("/{code}/edit")
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView edit(
            DeskPerson editor, @PathVariable String code, @RequestParam(required = false) @Nullable UUID draft) {
        return pages.open(ChangeKind.CERTIFICATION, code, draft);
    }

    @PostMapping("/{code}/edit")
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView edit(
            DeskPerson editor, @PathVariable String code, CertificationForm form, Edit edit, Locale language) {
        return pages.submit(form.withCode(code), false, edit, language);
    }
}
