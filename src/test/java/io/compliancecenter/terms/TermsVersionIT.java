package io.compliancecenter.terms;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.Manager;
import io.compliancecenter.database.PublisherDatabase;
import io.compliancecenter.terms.TermsVersion.Kind;
import io.compliancecenter.testing.IntegrationTest;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What Hibernate writes of a version, and what it reads of it. */
@IntegrationTest
class TermsVersionIT {

    @Autowired
    PublisherDatabase publisher;

    @Autowired
    TermsVersions versions;

    // TermsVersion: @Generated
    @Test
    void whatTheDatabaseSetsIsKnownOnceItIsSaved() {
        TermsVersion saved = publisher.tryOut(() -> {
            int next = 1
                    + versions.findAll().stream()
                            .mapToInt(TermsVersion::version)
                            .max()
                            .orElse(0);
            TermsVersion version = versions.save(
                    new TermsVersion(new PreparedTerms(next, Kind.MATERIAL, null, Map.of(Locale.ENGLISH, "Words"))));
            versions.flush();
            return version;
        });

        assertThat(saved).extracting("managedBy").isEqualTo(Manager.FOLDER);
        assertThat(saved.effectiveAt()).isEqualTo(saved.publishedAt());
        assertThat(saved.texts())
                .singleElement()
                .extracting(TermsText::publishedAt)
                .isNotEqualTo(Instant.MAX);
    }
}
