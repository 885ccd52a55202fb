package io.compliancecenter.download.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.compliancecenter.testing.CertificateOnOffer;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every address that names a certificate, for an Organization that it is not for. One that is hidden cannot be told from one that
 * does not exist.
 */
class RestrictedDownloadIT extends CertificateOnOffer {

    Issued open;
    Tenant insider;
    String group;

    @BeforeEach
    void restrict() {
        insider = fixtures.organization();
        group = fixtures.group(insider);
        open = fixtures.certificate();
    }

    @AfterEach
    void retireOther() {
        fixtures.retire(open);
    }

    /** A request that names a certificate. */
    enum Attempt {
        TERMS {
            @Override
            Answer send(Client client, Tenant tenant, UUID certificate, Map<String, String> agreement) {
                return client.get(path(tenant, certificate, "terms"));
            }
        },
        TERMS_HEAD {
            @Override
            Answer send(Client client, Tenant tenant, UUID certificate, Map<String, String> agreement) {
                return client.head(path(tenant, certificate, "terms"));
            }
        },
        DOWNLOAD {
            @Override
            Answer send(Client client, Tenant tenant, UUID certificate, Map<String, String> agreement) {
                return client.post(
                        path(tenant, certificate, "downloads"),
                        Map.of(
                                "_csrf",
                                client.token(),
                                "idempotencyKey",
                                UUID.randomUUID().toString()));
            }
        },
        AGREEMENT {
            @Override
            Answer send(Client client, Tenant tenant, UUID certificate, Map<String, String> agreement) {
                Map<String, String> fields = new TreeMap<>(agreement);
                fields.put("agreed", "true");
                fields.put("idempotencyKey", UUID.randomUUID().toString());
                return client.post(path(tenant, certificate, "acceptances"), fields);
            }
        },
        UNTICKED {
            @Override
            Answer send(Client client, Tenant tenant, UUID certificate, Map<String, String> agreement) {
                Map<String, String> fields = new TreeMap<>(agreement);
                fields.put("idempotencyKey", UUID.randomUUID().toString());
                return client.post(path(tenant, certificate, "acceptances"), fields);
            }
        };

        abstract Answer send(Client client, Tenant tenant, UUID certificate, Map<String, String> agreement);

        static String path(Tenant tenant, UUID certificate, String what) {
            return tenant.path("/certificates/" + certificate + "/" + what);
        }
    }

    /** What the form of the terms has, for a certificate that may be downloaded. */
    private Map<String, String> agreement() {
        FormElement form = admin.get(tenant.path("/certificates/" + open.certificate() + "/terms"))
                .form("/acceptances");
        return Client.fields(form, Map.of());
    }

    // own_certificate_access; CatalogueService.certificationOf
    @ParameterizedTest
    @EnumSource
    void whatIsHiddenIsAnsweredLikeWhatDoesNotExist(Attempt attempt) {
        Map<String, String> agreement = agreement();
        fixtures.restrict(issued.certificate(), "HIDDEN", group);
        UUID unknown = UUID.randomUUID();
        Answer hidden = attempt.send(admin, tenant, issued.certificate(), agreement);
        Answer absent = attempt.send(admin, tenant, unknown, agreement);
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(absent.status()).isEqualTo(404);
        assertThat(alike(hidden, issued.certificate())).isEqualTo(alike(absent, unknown));
        assertThat(headers(hidden)).isEqualTo(headers(absent));
        assertThat(records.acceptances(tenant)).isEmpty();
        assertThat(records.permits(tenant)).isEmpty();
    }

    private static String alike(Answer answer, UUID certificate) {
        return answer.text()
                .replace(answer.header("X-Request-Id"), "")
                .replace(certificate.toString(), "ID")
                .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
    }

    private static Map<String, List<String>> headers(Answer answer) {
        Map<String, List<String>> headers =
                new TreeMap<>(answer.response().headers().map());
        headers.keySet().removeAll(List.of("date", "x-request-id"));
        return headers;
    }

    // DownloadPolicy: CERTIFICATE_IS_FOR_THE_ORGANIZATION; DecisionResponses: isOnRequest
    @ParameterizedTest
    @EnumSource
    void whatIsOnRequestSaysSoAndNothingIsAgreedTo(Attempt attempt) {
        Map<String, String> agreement = agreement();
        fixtures.restrict(issued.certificate(), "ON_REQUEST", group);
        Answer answer = attempt.send(admin, tenant, issued.certificate(), agreement);
        assertThat(answer.status()).isEqualTo(403);
        if (attempt != Attempt.TERMS_HEAD) {
            String support = fixtures.asOwner(owner ->
                    owner.sql("select support from vendor").query(String.class).single());
            assertThat(answer.html().select("main").text()).contains("available on request", support);
            assertThat(answer.html().select("main form, main button")).isEmpty();
        }
        assertThat(records.acceptances(tenant)).isEmpty();
        assertThat(records.permits(tenant)).isEmpty();
    }

    // record_denial
    @Test
    void theRecordOfAnAttemptTellsNoMoreThanTheAnswer() throws IOException {
        fixtures.restrict(issued.certificate(), "HIDDEN", group);
        UUID unknown = UUID.randomUUID();
        Attempt.DOWNLOAD.send(admin, tenant, issued.certificate(), Map.of());
        Attempt.DOWNLOAD.send(admin, tenant, unknown, Map.of());
        assertThat(admin.get(tenant.path("/activity")).html().select("tbody tr"))
                .hasSize(2);
        assertThat(alikeRows(issued.certificate(), unknown))
                .hasSize(2)
                .allMatch(alikeRows(issued.certificate(), unknown).get(0)::equals);
        for (String path : List.of("/activity", "/activity.csv")) {
            assertThat(admin.get(tenant.path(path)).text()).as(path).doesNotContain(issued.certification());
        }
        try (ZipInputStream bundle = new ZipInputStream(new ByteArrayInputStream(
                admin.get(tenant.path("/activity/bundle.zip")).bytes()))) {
            for (ZipEntry file = bundle.getNextEntry(); file != null; file = bundle.getNextEntry()) {
                assertThat(new String(bundle.readAllBytes(), StandardCharsets.ISO_8859_1))
                        .as(file.getName())
                        .doesNotContain(issued.certification());
            }
        }
    }

    /** The columns of the page of activity that say what was attempted. */
    private List<String> alikeRows(UUID... certificates) {
        return admin.get(tenant.path("/activity")).html().select("tbody tr").stream()
                .map(row -> {
                    row.select("time").remove();
                    String html = row.text();
                    for (UUID certificate : certificates) {
                        html = html.replace(certificate.toString(), "ID");
                    }
                    return html;
                })
                .toList();
    }

    // read_document and CatalogueService.certificationOf. What was agreed to and downloaded stays on record.
    @ParameterizedTest
    @ValueSource(strings = {"HIDDEN", "ON_REQUEST"})
    void aPermitEndsWithTheAccessAndTheRecordStays(String otherwise) {
        fixtures.update(
                "insert into access_group_organization (group_code, organization_id) values (?, ?)",
                group,
                tenant.id());
        fixtures.restrict(issued.certificate(), otherwise, group);
        UUID permit = actors.adminOf(tenant).permit(issued, "10 minutes");
        String download = tenant.path("/downloads/" + permit);
        assertThat(admin.get(download).status()).isEqualTo(200);
        assertThat(admin.get(download + "/file").status()).isEqualTo(200);
        deliveries.await(tenant, 1);

        fixtures.update(
                "update access_group_organization set retired_at = now() where organization_id = ?", tenant.id());
        for (String path : List.of(download, download + "/file")) {
            assertThat(admin.get(path).status()).as(path).isEqualTo(404);
        }
        String receipt =
                tenant.path("/receipts/" + records.acceptances(tenant).get(0).get("id"));
        for (String path : List.of(
                receipt,
                receipt + "/receipt.pdf",
                receipt + "/bundle.zip",
                tenant.path("/activity"),
                tenant.path("/activity.csv"),
                tenant.path("/activity/bundle.zip"))) {
            assertThat(admin.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(admin.get(receipt).text()).contains("Certification " + issued.certification());
        assertThat(admin.get(tenant.path("/activity")).text()).contains("Certification " + issued.certification());
    }

    @Test
    void theGroupDownloadsAsEver() {
        fixtures.restrict(issued.certificate(), "HIDDEN", group);
        Client client = new Client(port).signIn(insider.admin().email(), Fixtures.PASSWORD);
        Answer terms = client.get(insider.path("/certificates/" + issued.certificate() + "/terms"));
        Answer agreed = client.submit(terms.form("/acceptances"), Map.of("agreed", "true"));
        assertThat(client.get(agreed.location() + "/file").status()).isEqualTo(200);
    }

    /**
     * Attempts at hidden and absent certificates in random order: their times lie in each other's spread. A gross difference,
     * such as the one between a certificate that is found and one that is not, would show.
     */
    @ParameterizedTest
    @EnumSource(names = {"TERMS", "DOWNLOAD"})
    void theTimeDoesNotTellWhatIsHiddenFromWhatDoesNotExist(Attempt attempt) {
        fixtures.restrict(issued.certificate(), "HIDDEN", group);
        ToLongFunction<UUID> time = certificate -> {
            long begin = System.nanoTime();
            assertThat(attempt.send(admin, tenant, certificate, Map.of()).status())
                    .isEqualTo(404);
            return System.nanoTime() - begin;
        };
        for (int warmingUp = 0; warmingUp < 60; warmingUp++) {
            assertThat(time.applyAsLong(warmingUp % 2 == 0 ? issued.certificate() : UUID.randomUUID()))
                    .isPositive();
        }
        double share = 1;
        // On a busy machine one round may be off by chance; a difference that tells something is there in each.
        for (int round = 0; round < 3 && Math.abs(share - 0.5) > 0.17; round++) {
            List<Boolean> order = new ArrayList<>();
            for (int number = 0; number < 300; number++) {
                order.add(number % 2 == 0);
            }
            Collections.shuffle(order, new Random(7));
            List<Long> hidden = new ArrayList<>();
            List<Long> absent = new ArrayList<>();
            order.forEach(isHidden -> (isHidden ? hidden : absent)
                    .add(time.applyAsLong(isHidden ? issued.certificate() : UUID.randomUUID())));
            share = shareOfSlower(hidden, absent);
            System.out.printf(
                    "%s: median %d µs if hidden, %d µs if absent; the hidden one is slower in %.1f %% of pairs%n",
                    attempt, median(hidden), median(absent), 100 * share);
        }
        // Half if they cannot be told apart at all. Its standard error with 150 of each is 3.3 %.
        assertThat(share).isCloseTo(0.5, within(0.17));
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow() / 1000;
    }

    /** In how many of all pairs the one is slower than the other (Mann and Whitney's U). */
    private static double shareOfSlower(List<Long> ones, List<Long> others) {
        long slower = ones.stream()
                .mapToLong(one -> others.stream().filter(other -> one > other).count())
                .sum();
        return (double) slower / ones.size() / others.size();
    }
}
