package io.compliancecenter.catalogue;

import io.compliancecenter.catalogue.published.ComplianceDetails;
import io.compliancecenter.catalogue.published.ComplianceTexts;
import io.compliancecenter.catalogue.published.Status;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/** A regulation or a standard, and how the vendor complies with it. */
@Entity
class Compliance extends CatalogueEntry<ComplianceDetails> {

    @Id
    private String code;

    private String name;

    @Enumerated(EnumType.STRING)
    private Status status;

    private String summary;
    private String description;
    private @Nullable String howWeComply;

    @ElementCollection
    @CollectionTable(name = "compliance_link", joinColumns = @JoinColumn(name = "compliance_code"))
    @OrderColumn(name = "position")
    private List<ComplianceDetails.Link> links = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "compliance_translation", joinColumns = @JoinColumn(name = "compliance_code"))
    @MapKeyColumn(name = "language")
    @Fetch(FetchMode.SUBSELECT)
    private Map<String, ComplianceTexts> translations = new HashMap<>();

    /** A new one, which is not published yet. */
    Compliance(ComplianceDetails details) {
        code = details.code();
        describe(details);
    }

    /** For Hibernate. */
    @NullUnmarked
    protected Compliance() {}

    @Override
    final void describe(ComplianceDetails details) {
        Assert.isTrue(
                details.translations().values().stream().allMatch(texts -> texts.isTranslationOf(details)),
                "A translation is not complete");
        name = details.name();
        status = details.status();
        summary = details.summary();
        description = details.description();
        howWeComply = details.howWeComply();
        if (!links.equals(details.links())) {
            links.clear();
            links.addAll(details.links());
        }
        if (!translations.equals(details.translations())) {
            translations.clear();
            translations.putAll(details.translations());
        }
    }

    @Override
    String code() {
        return code;
    }

    @Override
    ComplianceDetails details() {
        return new ComplianceDetails(
                code, name, status, summary, description, howWeComply, List.copyOf(links), Map.copyOf(translations));
    }
}
