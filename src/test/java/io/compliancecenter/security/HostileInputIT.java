package io.compliancecenter.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whatever somebody puts into an address, a field or a header is an error of theirs at most, and no stack trace. */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class HostileInputIT {

    private static final List<String> VALUES = List.of(
            "",
            "\u0000",
            "a\u0000b",
            "\uffff",
            "' or 1=1 --",
            "%",
            "{x}",
            "-1",
            "0",
            "2147483648",
            "9223372036854775807",
            "-9223372036854775808",
            "0000-01-01",
            "0001-01-01",
            "9999-12-31",
            "+10000-01-01",
            "-999999999-01-01",
            "+999999999-12-31",
            "x".repeat(3_000));

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    Tenant tenant;
    Issued issued;
    Client client;

    @BeforeEach
    void signIn() {
        tenant = fixtures.organization();
        issued = fixtures.certificate();
        client = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    @Test
    void noParameterOfAnAddressMakesTheServerFail(CapturedOutput output) {
        Map<String, List<String>> parameters = Map.of(
                "/activity", List.of("member", "certificate", "kind", "from", "to", "zone", "before"),
                "/activity.csv", List.of("from", "to", "zone"),
                "/activity/bundle.zip", List.of("from", "to", "zone"),
                "/compliances", List.of("q", "status", "page"),
                "/certifications", List.of("q", "status", "page"));
        List<String> failures = new ArrayList<>();
        parameters.forEach((path, names) -> names.forEach(name -> VALUES.forEach(value -> {
            String address = tenant.path(path) + "?" + name + "=" + encoded(value);
            int status = client.get(address).status();
            if (status >= 500) {
                failures.add(status + " " + address);
            }
        })));
        assertThat(failures).isEmpty();
        assertThat(output.getAll()).doesNotContain("Exception");
    }

    @Test
    void noPartOfAPathMakesTheServerFail(CapturedOutput output) {
        List<String> failures = new ArrayList<>();
        for (String path : List.of(
                "/organizations/%s/compliances",
                tenant.path("/compliances/%s"),
                tenant.path("/certifications/%s"),
                tenant.path("/certificates/%s/terms"),
                tenant.path("/receipts/%s"),
                tenant.path("/downloads/%s"))) {
            VALUES.forEach(value -> {
                String address = path.formatted(encoded(value));
                int status = client.get(address).status();
                if (status >= 500) {
                    failures.add(status + " " + address);
                }
            });
        }
        assertThat(failures).isEmpty();
        assertThat(output.getAll()).doesNotContain("Exception");
    }

    @Test
    void noFieldOfAFormMakesTheServerFail(CapturedOutput output) {
        FormElement terms = client.get(tenant.path("/certificates/" + issued.certificate() + "/terms"))
                .form("/acceptances");
        List<String> failures = new ArrayList<>();
        for (String field :
                List.of("agreed", "version", "termsLocale", "sha256", "wording", "locale", "idempotencyKey", "_csrf")) {
            for (String value : VALUES) {
                Answer answer = client.submit(terms, Map.of(field, value));
                if (answer.status() >= 500) {
                    failures.add(answer.status() + " " + field + "=" + value);
                }
            }
        }
        for (String value : VALUES) {
            Client visitor = new Client(port);
            FormElement form = visitor.get("/sign-in").form("/sign-in");
            for (String field : List.of("to", "_csrf")) {
                Answer answer = visitor.submit(form, Map.of(field, value, "email", "x", "password", "x"));
                // 429 when there were too many of them
                if (answer.status() >= 500) {
                    failures.add(answer.status() + " " + field + "=" + value);
                }
            }
        }
        fixtures.forgetSignInDelays();
        assertThat(failures).isEmpty();
        assertThat(output.getAll()).doesNotContain("Exception");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
