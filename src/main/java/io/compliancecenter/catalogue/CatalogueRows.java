package io.compliancecenter.catalogue;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Reads rows of the catalogue's tables. */
@Component
class CatalogueRows {

    private final ObjectMapper json;

    CatalogueRows(ObjectMapper json) {
        this.json = json;
    }

    Compliance compliance(ResultSet row, int number) throws SQLException {
        List<Compliance.Link> links = json.readTree(row.getString("links"))
                .valueStream()
                .map(link -> new Compliance.Link(
                        link.required("label").asString(), link.required("url").asString()))
                .toList();
        return new Compliance(
                row.getString("code"),
                row.getString("name"),
                Status.valueOf(row.getString("status")),
                row.getString("summary"),
                row.getString("description"),
                row.getString("how_we_comply"),
                links);
    }

    Certification certification(ResultSet row, List<Certificate> certificates) throws SQLException {
        return new Certification(
                row.getString("code"),
                row.getString("name"),
                Status.valueOf(row.getString("status")),
                row.getString("summary"),
                row.getString("assures"),
                row.getString("compliance_code"),
                renewalCycle(row.getString("renewal_cycle")),
                certificates);
    }

    Certificate certificate(ResultSet row, int number) throws SQLException {
        return new Certificate(
                new CertificateId(requireNonNull(row.getObject("id", UUID.class))),
                row.getString("certification_code"),
                row.getInt("version"),
                row.getString("issuer"),
                requireNonNull(row.getObject("issued_on", LocalDate.class)),
                row.getObject("valid_until", LocalDate.class),
                row.getString("file_name"),
                row.getString("sha256"),
                row.getInt("size"),
                row.getInt("pages"),
                row.getObject("superseded_on", LocalDate.class));
    }

    private @Nullable RenewalCycle renewalCycle(@Nullable String column) {
        if (column == null) {
            return null;
        }
        JsonNode cycle = json.readTree(column);
        List<RenewalCycle.Audit> audits = cycle.required("audits")
                .valueStream()
                .map(audit -> new RenewalCycle.Audit(
                        audit.required("name").asString(),
                        Period.parse(audit.required("every").asString())))
                .toList();
        return new RenewalCycle(
                Period.parse(cycle.required("every").asString()),
                cycle.required("description").asString(),
                audits);
    }
}
