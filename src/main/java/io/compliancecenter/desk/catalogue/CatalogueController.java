package io.compliancecenter.desk.catalogue;

import io.compliancecenter.catalogue.Manager;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.desk.catalogue.DeskCatalogue.ManagedCatalogue;
import io.compliancecenter.desk.draft.ChangeKind;
import io.compliancecenter.organization.DeskRole;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Lists the catalogue, and moves items between the folder and the desk. */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/catalogue")
class CatalogueController {

    private final DeskCatalogue catalogue;
    private final Clock clock;

    CatalogueController(DeskCatalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * @param q words in the name or code; empty for all
     * @param page of the certifications, counts from 1
     * @param compliances page of the compliances, counts from 1
     */
    @GetMapping
    ModelAndView list(
            DeskPerson reader,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(name = "compliances", defaultValue = "1") int compliancesPage,
            @RequestParam(defaultValue = "false") boolean moved,
            Locale language) {
        String words = q.strip();
        ManagedCatalogue found = catalogue.find();
        LocalDate today = LocalDate.now(clock);
        List<CatalogueItem> certifications = found.published().certifications().stream()
                .map(certification -> CatalogueItem.of(
                        certification, found.certifications().get(certification.code()), today, language))
                .toList();
        List<CatalogueItem> compliances = found.published().compliances().stream()
                .map(compliance ->
                        CatalogueItem.of(compliance, found.compliances().get(compliance.code())))
                .toList();
        boolean severalPages = certifications.size() + compliances.size() > CataloguePart.SIZE;
        return new ModelAndView("desk/catalogue")
                .addObject("words", words)
                .addObject("searchable", severalPages || !words.isEmpty())
                .addObject("certifications", CataloguePart.of(certifications, words, page))
                .addObject("compliances", CataloguePart.of(compliances, words, compliancesPage))
                .addObject("retiredCompliances", found.retiredCompliances())
                .addObject("retiredCertifications", found.retiredCertifications())
                .addObject("ordersCompliances", found.compliances().containsValue(Manager.DESK))
                .addObject("ordersCertifications", found.certifications().containsValue(Manager.DESK))
                .addObject("moved", moved)
                .addObject("person", reader);
    }

    @PostMapping("/{kind}/{code}/manager")
    @ForDeskRoles(DeskRole.EDITOR)
    ModelAndView move(
            DeskPerson editor,
            @PathVariable ChangeKind kind,
            @PathVariable String code,
            @RequestParam Manager manager) {
        catalogue.move(kind.name(), code, manager);
        return new ModelAndView("redirect:/desk/catalogue?moved=true", HttpStatus.SEE_OTHER);
    }
}
