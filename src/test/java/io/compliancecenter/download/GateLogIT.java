package io.compliancecenter.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.CertificateOnOffer;
import io.compliancecenter.testing.Client.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What an operator reads about downloads in the log as it is by default. */
@ExtendWith(OutputCaptureExtension.class)
class GateLogIT extends CertificateOnOffer {

    private static final Map<String, String> TICKED = Map.of("agreed", "true");

    // GateLog: the identifiers in the message, which key-value pairs alone do not put on the console
    @Test
    void agreeingAndTheDownloadAreLoggedWithTheIdentifiersOfTheirSubjects(CapturedOutput output) {
        admin.submit(terms().form("/acceptances"), TICKED);

        UUID acceptance = (UUID) records.acceptances(tenant).get(0).get("id");
        UUID permit = (UUID) records.permits(tenant).get(0).get("id");
        Object version = records.acceptances(tenant).get(0).get("terms_version");
        assertThat(lines(output, "Terms agreed to"))
                .singleElement()
                .asString()
                .endsWith("Terms agreed to: acceptance %s, organization %s, user %s, terms version %s"
                        .formatted(acceptance, tenant.id(), tenant.admin().id(), version));
        assertThat(lines(output, "Download allowed"))
                .singleElement()
                .asString()
                .endsWith("Download allowed: permit %s, acceptance %s, organization %s, user %s, certificate %s"
                        .formatted(
                                permit, acceptance, tenant.id(), tenant.admin().id(), issued.certificate()));
    }

    @Test
    void aDenialIsLoggedWithItsReasonAndTheIdentifiersOfItsSubjects(CapturedOutput output) {
        Answer denied = admin.submit(terms().form("/acceptances"), Map.of("agreed", "true", "sha256", "00".repeat(32)));

        assertThat(denied.status()).isEqualTo(409);
        assertThat(lines(output, "Download denied"))
                .singleElement()
                .asString()
                .endsWith("Download denied: reason WORDS_CHANGED, organization %s, user %s, certificate %s"
                        .formatted(tenant.id(), tenant.admin().id(), issued.certificate()));
    }

    // DownloadGate.reject: leadsToTerms
    @Test
    void aFirstClickThatLeadsToTheTermsIsNoDenial(CapturedOutput output) {
        FormElement download = admin.get(tenant.path("/certifications")).form(issued.certificate() + "/downloads");
        assertThat(admin.submit(download, Map.of()).location()).endsWith("/terms");

        assertThat(output.getAll()).doesNotContain("Download denied");
        assertThat(admin.get(tenant.path("/activity")).html().select(".activity tbody tr"))
                .isEmpty();
    }

    @Test
    void noLineOfTheGateNamesThePersonOrTheOrganization(CapturedOutput output) {
        FormElement form = terms().form("/acceptances");
        admin.submit(form, Map.of("agreed", "true", "sha256", "00".repeat(32)));
        admin.submit(form, TICKED);

        assertThat(lines(output, "Download", "Terms agreed"))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line)
                        .doesNotContain(tenant.admin().name(), tenant.admin().email(), tenant.name(), tenant.slug()));
    }

    private Answer terms() {
        return admin.get(tenant.path("/certificates/" + issued.certificate() + "/terms"));
    }

    private static List<String> lines(CapturedOutput output, String... beginnings) {
        return output.getAll()
                .lines()
                .filter(line -> line.contains(" : "))
                .filter(line -> {
                    String message = line.substring(line.indexOf(" : ") + 3);
                    return List.of(beginnings).stream().anyMatch(message::startsWith);
                })
                .toList();
    }
}
