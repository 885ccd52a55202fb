package io.compliancecenter.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What is published now, the same for every Organization. What was retired is not found. */
@Repository
@Transactional(readOnly = true)
public class Catalogue {

    private static final String CERTIFICATES = """
            select id, certification_code, version, issuer, issued_on, valid_until, file_name, encode(sha256, 'hex') as sha256,
                   size, pages,
                   min(issued_on) over (partition by certification_code order by version
                                        rows between 1 following and unbounded following) as superseded_on
              from certificate where retired_at is null
            """;

    private final JdbcClient database;
    private final CatalogueRows rows;

    Catalogue(JdbcClient database, CatalogueRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** The vendor; empty while nothing has been published. */
    public Optional<Vendor> vendor() {
        return database.sql("select name, support, introduction from vendor")
                .query(Vendor.class)
                .optional();
    }

    /** All compliances, in the vendor's order. */
    public List<Compliance> compliances() {
        return database.sql("select * from compliance where retired_at is null order by position")
                .query(rows::compliance)
                .list();
    }

    /** All certifications with their certificates, in the vendor's order. */
    public List<Certification> certifications() {
        Map<String, List<Certificate>> certificates =
                database.sql(CERTIFICATES + " order by version desc").query(rows::certificate).list().stream()
                        .collect(Collectors.groupingBy(Certificate::certification));
        return database.sql("select * from certification where retired_at is null order by position")
                .query((row, number) ->
                        rows.certification(row, certificates.getOrDefault(row.getString("code"), List.of())))
                .list();
    }

    /** One certification with its certificates. */
    public Optional<Certification> certification(String code) {
        List<Certificate> certificates = database.sql(
                        CERTIFICATES + " and certification_code = :code order by version desc")
                .param("code", code)
                .query(rows::certificate)
                .list();
        return database.sql("select * from certification where code = :code and retired_at is null")
                .param("code", code)
                .query((row, number) -> rows.certification(row, certificates))
                .optional();
    }

    /** Whether there is that certificate, superseded or not. */
    public boolean offers(CertificateId id) {
        return database.sql("select exists (select from certificate where id = :id and retired_at is null)")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    /** One certificate, superseded or not. */
    public Optional<Certificate> certificate(CertificateId id) {
        return database.sql("select * from (" + CERTIFICATES + ") as certificate where id = :id")
                .param("id", id.value())
                .query(rows::certificate)
                .optional();
    }
}
