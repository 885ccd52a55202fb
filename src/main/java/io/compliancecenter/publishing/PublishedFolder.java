package io.compliancecenter.publishing;

import io.compliancecenter.catalogue.Audience;
import io.compliancecenter.catalogue.Audience.Otherwise;
import io.compliancecenter.catalogue.CataloguePublisher.CatalogueEdition;
import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.catalogue.published.IssuedCertificate;
import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.organization.Role;
import io.compliancecenter.organization.directory.OrganizationDirectory;
import io.compliancecenter.organization.directory.OrganizationDirectory.DeskApproval;
import io.compliancecenter.organization.directory.OrganizationDirectory.DeskPerson;
import io.compliancecenter.organization.directory.OrganizationDirectory.Entry;
import io.compliancecenter.organization.directory.OrganizationDirectory.Group;
import io.compliancecenter.organization.directory.OrganizationDirectory.GroupedOrganization;
import io.compliancecenter.organization.directory.OrganizationDirectory.Membership;
import io.compliancecenter.organization.directory.OrganizationDirectory.User;
import io.compliancecenter.publishing.folder.export.FolderContent;
import io.compliancecenter.publishing.pdfcheck.KeptContent;
import io.compliancecenter.terms.PreparedTerms;
import io.compliancecenter.terms.Terms;
import io.compliancecenter.terms.TermsVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads what is published as a folder would say it, wherever it is managed. It has no passwords, and not what single Organizations
 * were given. Inside the caller's transaction, whose role has to see all of it.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class PublishedFolder {

    private static final String AUDIENCES = """
            select r.certificate_id, r.otherwise, a.group_code, a.valid_from, a.valid_until
              from certificate_restriction r
              left join certificate_access a
                   on a.certificate_id = r.certificate_id and a.retired_at is null
                  and exists (select from access_group g where g.code = a.group_code and g.retired_at is null)
             where r.retired_at is null
             order by r.certificate_id, a.group_code, a.id
            """;

    private static final String USERS =
            "select key, email, name from user_account where source = 'FILES' and retired_at is null order by email";

    private static final String ORGANIZATIONS =
            "select key, slug, name from organization where retired_at is null order by slug";

    private static final String MEMBERS = """
            select o.key, u.email, m.role
              from member m join organization o on o.id = m.organization_id join user_account u on u.id = m.user_id
             where m.source = 'FILES' and m.retired_at is null and o.retired_at is null and u.retired_at is null
               and u.source = 'FILES'
             order by u.email
            """;

    private static final String DESK = """
            select u.email, d.role
              from desk_member d join user_account u on u.id = d.user_id
             where d.source = 'FILES' and d.retired_at is null and u.retired_at is null and u.source = 'FILES'
             order by u.email, d.role
            """;

    private static final String GROUPS = """
            select g.code, g.name, o.key, m.valid_from, m.valid_until
              from access_group g
              left join (access_group_organization m join organization o on o.id = m.organization_id and o.retired_at is null)
                   on m.group_code = g.code and m.retired_at is null
             where g.retired_at is null
             order by g.code, o.key, m.id
            """;

    private final CatalogueService catalogue;
    private final Terms terms;
    private final KeptContents kept;
    private final JdbcClient database;

    PublishedFolder(CatalogueService catalogue, Terms terms, KeptContents kept, JdbcClient database) {
        this.catalogue = catalogue;
        this.terms = terms;
        this.kept = kept;
        this.database = database;
    }

    /**
     * What is published.
     *
     * @param certificates on offer
     */
    public record Published(FolderContent content, Map<IssuedCertificate, CertificateId> certificates) {}

    /** Everything; empty while nothing is published. */
    public Optional<Published> read() {
        Catalogue current = catalogue.current();
        return Optional.ofNullable(current.vendor())
                .map(vendor -> new Published(
                        new FolderContent(edition(current, vendor), terms(), directory(), kept()),
                        certificates(current)));
    }

    /** The catalogue alone; empty while nothing is published. */
    public Optional<CatalogueEdition> catalogue() {
        Catalogue current = catalogue.current();
        return Optional.ofNullable(current.vendor()).map(vendor -> edition(current, vendor));
    }

    /** What documents hold that the catalogue has to allow: see {@link FolderContent}. */
    public Map<String, Set<KeptContent>> kept() {
        return kept.findAll();
    }

    private static Map<IssuedCertificate, CertificateId> certificates(Catalogue current) {
        Map<IssuedCertificate, CertificateId> certificates = new LinkedHashMap<>();
        current.certifications()
                .forEach(certification -> oldestFirst(certification)
                        .forEach(certificate -> certificates.put(certificate.issued(), certificate.id())));
        return certificates;
    }

    private static List<PublishedCertificate> oldestFirst(PublishedCertification certification) {
        return certification.certificates().stream()
                .sorted(Comparator.comparingInt(PublishedCertificate::version))
                .toList();
    }

    private CatalogueEdition edition(Catalogue current, Catalogue.VendorDetails vendor) {
        Map<IssuedCertificate, CertificateId> certificates = certificates(current);
        Map<CertificateId, Audience> restricted = audiences();
        Map<IssuedCertificate, Audience> audiences = new HashMap<>();
        certificates.forEach((certificate, id) -> {
            Audience audience = restricted.get(id);
            if (audience != null) {
                audiences.put(certificate, audience);
            }
        });
        return new CatalogueEdition(
                vendor,
                current.compliances(),
                current.certifications().stream()
                        .map(PublishedCertification::details)
                        .toList(),
                List.copyOf(certificates.keySet()),
                audiences);
    }

    private Map<CertificateId, Audience> audiences() {
        Map<CertificateId, Audience> audiences = new HashMap<>();
        database.sql(AUDIENCES).query(row -> {
            Otherwise otherwise = Otherwise.valueOf(row.getString("otherwise"));
            Audience audience = audiences.computeIfAbsent(
                    new CertificateId(row.getObject("certificate_id", UUID.class)),
                    id -> new Audience(otherwise, new ArrayList<>()));
            String group = row.getString("group_code");
            // A folder has each group once.
            if (group != null
                    && (audience.groups().isEmpty()
                            || !last(audience.groups()).code().equals(group))) {
                audience.groups().add(new Audience.Group(group, time(row, "valid_from"), time(row, "valid_until")));
            }
        });
        return audiences;
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private List<PreparedTerms> terms() {
        return terms.all().stream()
                .filter(version -> !version.isRetired())
                .sorted(Comparator.comparingInt(TermsVersion::version))
                .map(TermsVersion::prepared)
                .toList();
    }

    private OrganizationDirectory directory() {
        Map<String, List<Membership>> members = new HashMap<>();
        database.sql(MEMBERS).query(row -> {
            members.computeIfAbsent(row.getString("key"), key -> new ArrayList<>())
                    .add(new Membership(row.getString("email"), Role.valueOf(row.getString("role"))));
        });
        return new OrganizationDirectory(
                database.sql(USERS)
                        .query((row, number) -> new User(
                                row.getString("key"), null, row.getString("email"), row.getString("name"), null))
                        .list(),
                database.sql(ORGANIZATIONS)
                        .query((row, number) -> new Entry(
                                row.getString("key"),
                                null,
                                row.getString("slug"),
                                row.getString("name"),
                                members.getOrDefault(row.getString("key"), List.of())))
                        .list(),
                database.sql(DESK)
                        .query((row, number) ->
                                new DeskPerson(row.getString("email"), DeskRole.valueOf(row.getString("role"))))
                        .list(),
                database.sql("select requires_second_person()")
                                .query(Boolean.class)
                                .single()
                        ? DeskApproval.SECOND_PERSON
                        : DeskApproval.SINGLE_PERSON,
                groups());
    }

    private List<Group> groups() {
        Map<String, Group> groups = new LinkedHashMap<>();
        database.sql(GROUPS).query(row -> {
            String name = row.getString("name");
            Group group =
                    groups.computeIfAbsent(row.getString("code"), code -> new Group(code, name, new ArrayList<>()));
            String organization = row.getString("key");
            if (organization != null
                    && (group.organizations().isEmpty()
                            || !last(group.organizations()).key().equals(organization))) {
                group.organizations()
                        .add(new GroupedOrganization(organization, time(row, "valid_from"), time(row, "valid_until")));
            }
        });
        return List.copyOf(groups.values());
    }
}
