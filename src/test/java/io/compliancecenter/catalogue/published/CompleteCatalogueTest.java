package io.compliancecenter.catalogue.published;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.published.Restriction.Access;
import io.compliancecenter.testing.fixtures.IssuedCertificates;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompleteCatalogueTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final UUID ACME = new UUID(0, 1);

    private final PublishedCertificate first = certificate(1, LocalDate.of(2025, 1, 1));
    private final PublishedCertificate second = certificate(2, LocalDate.of(2026, 1, 1));

    private static PublishedCertificate certificate(int version, LocalDate issuedOn) {
        return new PublishedCertificate(
                new CertificateId(new UUID(1, version)),
                version,
                IssuedCertificates.issued(issuedOn, null),
                null,
                false);
    }

    private CompleteCatalogue catalogue(boolean onRequest, Access... access) {
        PublishedCertification certification = new PublishedCertification(
                "soc-2",
                "SOC 2",
                Status.CERTIFIED,
                "A summary.",
                "Much.",
                null,
                null,
                List.of(second, first),
                Map.of());
        return new CompleteCatalogue(
                new Catalogue(new UUID(0, 2), Set.of(), List.of("en"), null, List.of(), List.of(certification)),
                List.of(new Restriction(second.id(), onRequest, List.of(access))));
    }

    private static Access group(@Nullable Instant from, @Nullable Instant until) {
        return new Access("banks", null, from, until);
    }

    private static Viewer viewer(Instant at, String... groups) {
        return new Viewer(ACME, Set.of(groups), at);
    }

    @Test
    void whatIsForAGroupIsOpenToIt() {
        CompleteCatalogue complete = catalogue(false, group(null, null));
        assertThat(complete.openFor(viewer(NOON, "banks", "others"))).containsExactly(second.id());
        assertThat(complete.openFor(viewer(NOON, "others"))).isEmpty();
        assertThat(complete.openFor(viewer(NOON))).isEmpty();
    }

    @Test
    void whatIsForAnOrganizationIsOpenToIt() {
        CompleteCatalogue complete = catalogue(false, new Access(null, ACME, null, null));
        assertThat(complete.openFor(viewer(NOON))).containsExactly(second.id());
        assertThat(complete.openFor(new Viewer(new UUID(0, 9), Set.of(), NOON))).isEmpty();
        assertThat(complete.openFor(new Viewer(null, Set.of(), NOON))).isEmpty();
    }

    @Test
    void itCountsFromTheFirstMomentToBeforeTheLast() {
        CompleteCatalogue complete = catalogue(false, group(NOON, NOON.plusSeconds(10)));
        assertThat(complete.openFor(viewer(NOON.minusNanos(1), "banks"))).isEmpty();
        assertThat(complete.openFor(viewer(NOON, "banks"))).hasSize(1);
        assertThat(complete.openFor(viewer(NOON.plusSeconds(10).minusNanos(1), "banks")))
                .hasSize(1);
        assertThat(complete.openFor(viewer(NOON.plusSeconds(10), "banks"))).isEmpty();
    }

    @Test
    void whatIsHiddenSupersedesNothing() {
        CompleteCatalogue complete = catalogue(false);
        assertThat(certificates(complete.seenWith(Set.of()))).containsExactly(first);
        assertThat(certificates(complete.seenWith(Set.of(second.id()))))
                .containsExactly(second, first.supersededOn(second.issued().issuedOn()));
    }

    @Test
    void whatIsOnRequestIsSeenAndSupersedes() {
        assertThat(certificates(catalogue(true).seenWith(Set.of())))
                .containsExactly(
                        second.askedFor(), first.supersededOn(second.issued().issuedOn()));
    }

    // Catalogue: "Revision and open certificates determine all of it"
    @Test
    void aViewSaysWhatIsOpenInIt() {
        assertThat(catalogue(true).seenWith(Set.of(second.id())).open()).containsExactly(second.id());
        assertThat(catalogue(true).seenWith(Set.of()).open()).isEmpty();
    }

    private static List<PublishedCertificate> certificates(Catalogue catalogue) {
        return catalogue.certifications().get(0).certificates();
    }
}
