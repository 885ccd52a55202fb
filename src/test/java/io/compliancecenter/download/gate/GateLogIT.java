package io.compliancecenter.download.gate;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.compliancecenter.testing.CertificateOnOffer;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What an operator reads about downloads in the log as it is by default. */
class GateLogIT extends CertificateOnOffer {

    private static final Map<String, String> TICKED = Map.of("agreed", "true");

    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(GateLog.class);

    @BeforeEach
    void listen() {
        events.start();
        log.addAppender(events);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(events);
    }

    // GateLog: the identifiers in the message, which key-value pairs alone do not put on the console
    @Test
    void agreeingAndTheDownloadAreLoggedWithTheIdentifiersOfTheirSubjects() {
        admin.submit(terms().form("/acceptances"), TICKED);

        UUID acceptance = (UUID) records.acceptances(tenant).get(0).get("id");
        UUID permit = (UUID) records.permits(tenant).get(0).get("id");
        Object version = records.acceptances(tenant).get(0).get("terms_version");
        assertThat(lines("Terms agreed to"))
                .singleElement()
                .asString()
                .endsWith("Terms agreed to: acceptance %s, organization %s, user %s, terms version %s"
                        .formatted(acceptance, tenant.id(), tenant.admin().id(), version));
        assertThat(lines("Download allowed"))
                .singleElement()
                .asString()
                .endsWith("Download allowed: permit %s, acceptance %s, organization %s, user %s, certificate %s"
                        .formatted(
                                permit, acceptance, tenant.id(), tenant.admin().id(), issued.certificate()));
    }

    @Test
    void aDenialIsLoggedWithItsReasonAndTheIdentifiersOfItsSubjects() {
        Answer denied = admin.submit(terms().form("/acceptances"), Map.of("agreed", "true", "sha256", "00".repeat(32)));

        assertThat(denied.status()).isEqualTo(409);
        assertThat(lines("Download denied"))
                .singleElement()
                .asString()
                .endsWith("Download denied: reason WORDS_CHANGED, organization %s, user %s, certificate %s"
                        .formatted(tenant.id(), tenant.admin().id(), issued.certificate()));
    }

    // DownloadGate.reject: leadsToTerms
    @Test
    void aFirstClickThatLeadsToTheTermsIsNoDenial() {
        FormElement download = admin.get(tenant.path("/certifications")).form(issued.certificate() + "/downloads");
        assertThat(admin.submit(download, Map.of()).location()).endsWith("/terms");

        assertThat(lines("Download denied")).isEmpty();
        assertThat(admin.get(tenant.path("/activity")).html().select(".activity tbody tr"))
                .isEmpty();
    }

    @Test
    void noLineOfTheGateNamesThePersonOrTheOrganization() {
        FormElement form = terms().form("/acceptances");
        admin.submit(form, Map.of("agreed", "true", "sha256", "00".repeat(32)));
        admin.submit(form, TICKED);

        assertThat(lines("Download", "Terms agreed"))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line)
                        .doesNotContain(tenant.admin().name(), tenant.admin().email(), tenant.name(), tenant.slug()));
    }

    private Answer terms() {
        return admin.get(tenant.path("/certificates/" + issued.certificate() + "/terms"));
    }

    /** The messages as every format of the log prints them, without key-value pairs. */
    private List<String> lines(String... beginnings) {
        return List.copyOf(events.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(message -> Stream.of(beginnings).anyMatch(message::startsWith))
                .toList();
    }
}
