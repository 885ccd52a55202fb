package io.compliancecenter.catalogue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the published catalogue equal to an edition: what is new is added, what differs is changed, what is missing is
 * retired, what comes back is shown again. Rows that are right already are not written.
 */
public final class CataloguePublisher {

    /** Components of records are named as the columns are. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final JdbcClient owner;

    /**
     * A publisher within one publication.
     *
     * @param owner the schema's owner, alone in its transaction: see {@code OwnerDatabase}
     */
    public CataloguePublisher(JdbcClient owner) {
        this.owner = owner;
    }

    /**
     * What was written.
     *
     * @param rows of the vendor, compliances, certifications and certificates that were added, changed or retired
     * @param certificates those that are new and have no document yet
     */
    public record Outcome(int rows, List<NewCertificate> certificates) {}

    /**
     * A certificate that was just added.
     *
     * @param sha256 of the document that it needs, in lower-case hexadecimal
     */
    public record NewCertificate(CertificateId id, String sha256) {}

    /**
     * The documents that some certificate, retired or not, was published with; each was found fit at that time.
     *
     * @param database any role that reads certificates
     * @return what is known of each, by SHA-256 in lower-case hexadecimal
     */
    public static Map<String, PublishedDocument> publishedDocuments(JdbcClient database) {
        record Document(String sha256, int pages, CopyKind copyKind) {}
        return database
                .sql("select distinct encode(sha256, 'hex') as sha256, pages, copy_kind from certificate")
                .query(Document.class)
                .list()
                .stream()
                .collect(Collectors.toMap(
                        Document::sha256,
                        document -> new PublishedDocument(document.pages(), document.copyKind()),
                        (one, other) -> one));
    }

    /** Publishes the edition. */
    public Outcome publish(CatalogueEdition edition) {
        int rows = vendor(edition.vendor());
        rows += compliances(edition.compliances());
        rows += certifications(edition.certifications());
        CertificatePublisher.Outcome certificates = new CertificatePublisher(owner).publish(edition.certificates());
        return new Outcome(rows + certificates.rows(), certificates.added());
    }

    private int vendor(Vendor vendor) {
        return owner.sql("""
                        merge into vendor as published
                        using (values (:name, :support, :introduction)) as wanted (name, support, introduction)
                        on published.singleton
                        when not matched then
                            insert (name, support, introduction) values (wanted.name, wanted.support, wanted.introduction)
                        when matched and (published.name, published.support, published.introduction)
                                is distinct from (wanted.name, wanted.support, wanted.introduction) then
                            update set name = wanted.name, support = wanted.support, introduction = wanted.introduction
                        """)
                .param("name", vendor.name())
                .param("support", vendor.support())
                .param("introduction", vendor.introduction())
                .update();
    }

    private int compliances(List<Compliance> compliances) {
        return owner.sql("""
                        merge into compliance as published
                        using rows from (jsonb_to_recordset(cast(:compliances as jsonb)) as (
                                  code text, name text, status text, summary text, description text, how_we_comply text,
                                  links jsonb))
                              with ordinality
                              as wanted (code, name, status, summary, description, how_we_comply, links, position)
                        on published.code = wanted.code
                        when not matched by target then
                            insert (code, position, name, status, summary, description, how_we_comply, links)
                            values (wanted.code, wanted.position, wanted.name, wanted.status, wanted.summary,
                                    wanted.description, wanted.how_we_comply, wanted.links)
                        when matched and (published.position, published.name, published.status, published.summary,
                                published.description, published.how_we_comply, published.links, published.retired_at)
                                is distinct from (wanted.position, wanted.name, wanted.status, wanted.summary,
                                wanted.description, wanted.how_we_comply, wanted.links, null::timestamptz) then
                            update set position = wanted.position, name = wanted.name, status = wanted.status,
                                summary = wanted.summary, description = wanted.description,
                                how_we_comply = wanted.how_we_comply, links = wanted.links, retired_at = null
                        when not matched by source and published.retired_at is null then
                            update set retired_at = now()
                        """)
                .param("compliances", JSON.writeValueAsString(compliances))
                .update();
    }

    private int certifications(List<Certification> certifications) {
        return owner.sql("""
                        merge into certification as published
                        using rows from (jsonb_to_recordset(cast(:certifications as jsonb)) as (
                                  code text, name text, status text, summary text, assures text, compliance text,
                                  renewal_cycle jsonb))
                              with ordinality
                              as wanted (code, name, status, summary, assures, compliance, renewal_cycle, position)
                        on published.code = wanted.code
                        when not matched by target then
                            insert (code, position, name, status, summary, assures, compliance_code, renewal_cycle)
                            values (wanted.code, wanted.position, wanted.name, wanted.status, wanted.summary,
                                    wanted.assures, wanted.compliance, wanted.renewal_cycle)
                        when matched and (published.position, published.name, published.status, published.summary,
                                published.assures, published.compliance_code, published.renewal_cycle,
                                published.retired_at)
                                is distinct from (wanted.position, wanted.name, wanted.status, wanted.summary,
                                wanted.assures, wanted.compliance, wanted.renewal_cycle, null::timestamptz) then
                            update set position = wanted.position, name = wanted.name, status = wanted.status,
                                summary = wanted.summary, assures = wanted.assures,
                                compliance_code = wanted.compliance, renewal_cycle = wanted.renewal_cycle,
                                retired_at = null
                        when not matched by source and published.retired_at is null then
                            update set retired_at = now()
                        """)
                .param("certifications", JSON.writeValueAsString(certifications))
                .update();
    }
}
