package io.compliancecenter.desk.catalogue;

import io.compliancecenter.catalogue.CatalogueManagers;
import io.compliancecenter.catalogue.CatalogueManagers.Managed;
import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.catalogue.Manager;
import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.AccessGroups;
import io.compliancecenter.desk.DeskNotFoundException;
import io.compliancecenter.desk.catalogue.CertificateDownloads.Downloads;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final CertificateDownloads downloads;
    private final AccessGroups groups;

    DeskCatalogue(
            CatalogueService catalogue,
            CatalogueManagers managers,
            CertificateDownloads downloads,
            AccessGroups groups) {
        this.catalogue = catalogue;
        this.managers = managers;
        this.downloads = downloads;
        this.groups = groups;
    }

    /**
     * Everything that is published, and where each item is managed, by code.
     *
     * @param retiredCompliances that the desk manages
     * @param retiredCertifications that the desk manages
     */
    record ManagedCatalogue(
            Catalogue published,
            Map<String, Manager> compliances,
            Map<String, Manager> certifications,
            List<Managed> retiredCompliances,
            List<Managed> retiredCertifications) {}

    @Transactional(value = "deskTransactionManager", readOnly = true)
    public ManagedCatalogue find() {
        List<Managed> compliances = managers.findOfCompliances();
        List<Managed> certifications = managers.findOfCertifications();
        return new ManagedCatalogue(
                catalogue.current(),
                byCode(compliances),
                byCode(certifications),
                retired(compliances),
                retired(certifications));
    }

    private static List<Managed> retired(List<Managed> items) {
        return items.stream()
                .filter(item -> item.retiredAt() != null && item.manager() == Manager.DESK)
                .toList();
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

    /** Access groups that a certificate can be for, by name. */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    public List<AccessGroups.Group> groups() {
        return groups.findCurrent();
    }

    @Transactional(value = "deskTransactionManager", readOnly = true)
    public Set<String> groupCodes() {
        return groups.findCurrent().stream().map(AccessGroups.Group::code).collect(Collectors.toSet());
    }

    /** How often each certificate of a certification was downloaded. */
    @Transactional(value = "deskTransactionManager", readOnly = true)
    public Map<CertificateId, Long> downloads(String certification) {
        return downloads.count(certification).stream()
                .collect(Collectors.toMap(Downloads::certificate, Downloads::permits));
    }

    /** Withdraws a certificate at once. The database checks that the user is an editor, and records it with the reason. */
    public void withdraw(CertificateId certificate, String reason) {
        managers.withdraw(certificate.value(), reason);
    }

    public void move(String kind, String code, Manager manager) {
        managers.change(kind, code, manager.name());
    }
}
