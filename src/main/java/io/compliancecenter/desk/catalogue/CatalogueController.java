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

    private static final int PAGE_SIZE = 50;

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

    /**
     * A page of items.
     *
     * @param found how many there are on all pages
     * @param first number of the first one, counted from 1
     * @param previous number of the page before; null on the first
     * @param next number of the page after; null on the last
     */
    record Part(
            List<Item> items,
            int found,
            int first,
            int last,
            @Nullable Integer previous,
            @Nullable Integer next) {

        /** @param wanted counts from 1 */
        static Part of(List<Item> all, String words, int wanted) {
            String lower = words.toLowerCase(Locale.ROOT);
            List<Item> found = all.stream()
                    .filter(item -> item.name().toLowerCase(Locale.ROOT).contains(lower)
                            || item.code().contains(lower))
                    .toList();
            int pages = Math.max(1, (found.size() + PAGE_SIZE - 1) / PAGE_SIZE);
            int page = Math.max(1, Math.min(wanted, pages));
            int from = (page - 1) * PAGE_SIZE;
            int to = Math.min(found.size(), from + PAGE_SIZE);
            return new Part(
                    found.subList(from, to),
                    found.size(),
                    from + 1,
                    to,
                    page > 1 ? page - 1 : null,
                    page < pages ? page + 1 : null);
        }
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
                .addObject("words", words)
                .addObject("searchable", certifications.size() + compliances.size() > PAGE_SIZE || !words.isEmpty())
                .addObject("certifications", Part.of(certifications, words, page))
                .addObject("compliances", Part.of(compliances, words, compliancesPage))
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
