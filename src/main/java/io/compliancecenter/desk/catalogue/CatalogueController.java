package io.compliancecenter.desk.catalogue;

import io.compliancecenter.catalogue.Manager;
import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.ForDeskRoles;
import io.compliancecenter.desk.catalogue.DeskCatalogue.ManagedCatalogue;
import io.compliancecenter.desk.draft.ChangeKind;
import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.web.TimeText;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
     * An item of the list.
     *
     * @param byDesk whether the desk manages it
     * @param version of its current certificate; null if it has none
     * @param validUntil of that; null if it has none or no expiry date
     */
    record Item(
            ChangeKind kind,
            String code,
            String name,
            boolean byDesk,
            @Nullable Integer version,
            @Nullable TimeText validUntil) {}

    @GetMapping
    ModelAndView list(DeskPerson reader, @RequestParam(defaultValue = "false") boolean moved, Locale language) {
        ManagedCatalogue found = catalogue.find();
        LocalDate today = LocalDate.now(clock);
        List<Item> certifications = found.published().certifications().stream()
                .map(certification -> {
                    Optional<PublishedCertificate> current = certification.currentCertificate(today);
                    return new Item(
                            ChangeKind.CERTIFICATION,
                            certification.code(),
                            certification.name(),
                            found.certifications().get(certification.code()) == Manager.DESK,
                            current.map(PublishedCertificate::version).orElse(null),
                            current.map(certificate -> certificate.issued().validUntil())
                                    .map(day -> TimeText.of(day, language))
                                    .orElse(null));
                })
                .toList();
        List<Item> compliances = found.published().compliances().stream()
                .map(compliance -> new Item(
                        ChangeKind.COMPLIANCE,
                        compliance.code(),
                        compliance.name(),
                        found.compliances().get(compliance.code()) == Manager.DESK,
                        null,
                        null))
                .toList();
        return new ModelAndView("desk/catalogue")
                .addObject("certifications", certifications)
                .addObject("compliances", compliances)
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
