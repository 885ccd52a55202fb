package io.compliancecenter.desk.catalogue;

import io.compliancecenter.catalogue.Catalogue;
import io.compliancecenter.catalogue.CatalogueManagers;
import io.compliancecenter.catalogue.CatalogueManagers.Managed;
import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.catalogue.Manager;
import io.compliancecenter.catalogue.PublishedCertification;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskNotFoundException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The published catalogue, as the desk sees it. */
@Service
@ConditionalOnDesk
@Transactional("deskTransactionManager")
class DeskCatalogue {

    private final CatalogueService catalogue;
    private final CatalogueManagers managers;

    DeskCatalogue(CatalogueService catalogue, CatalogueManagers managers) {
        this.catalogue = catalogue;
        this.managers = managers;
    }

    /** Everything that is published, and where each item is managed, by code. */
    record ManagedCatalogue(
            Catalogue published, Map<String, Manager> compliances, Map<String, Manager> certifications) {}

    @Transactional(value = "deskTransactionManager", readOnly = true)
    public ManagedCatalogue find() {
        return new ManagedCatalogue(
                catalogue.current(), byCode(managers.findOfCompliances()), byCode(managers.findOfCertifications()));
    }

    private static Map<String, Manager> byCode(List<Managed> managed) {
        return managed.stream().collect(Collectors.toMap(Managed::code, Managed::manager));
    }

    /** @throws DeskNotFoundException if there is no such certification, or the folder manages it */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    public PublishedCertification certification(String code) {
        ManagedCatalogue found = find();
        return found.published()
                .certification(code)
                .filter(certification -> found.certifications().get(code) == Manager.DESK)
                .orElseThrow(DeskNotFoundException::new);
    }

    public void move(String kind, String code, Manager manager) {
        managers.change(kind, code, manager.name());
    }
}
