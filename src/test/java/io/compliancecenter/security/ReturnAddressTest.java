package io.compliancecenter.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Where somebody is led after signing in. */
class ReturnAddressTest {

    private static final String ID = UUID.randomUUID().toString();
    private static final String ORGANIZATION = "/organizations/acme";

    // ReturnAddress.PAGE, QUERY and MAX_LENGTH
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/organizations//evil.example",
                "/organizations/acme/../../evil",
                "/organizations/acme/compliances/%2e%2e",
                "/organizations/acme%2f",
                "/organizations/acme/compliances#//evil.example",
                "/organizations/acme/compliances\r\nSet-Cookie: a=b",
                "/organizations/acme/compliances?a=\r\nSet-Cookie: a=b",
                "/organizations/acme/compliances?a=\u0000",
                "/organizations/acme/compliances?a=<script>",
                " /organizations/acme",
                "/organizations/acme/activity;jsessionid=1",
                "javascript:alert(1)",
                "/sign-in",
                "/sign-in?to=/sign-in",
                "/sign-out",
                "/error",
                "/favicon.ico",
                "/assets/app.js",
                "/actuator/health",
                "/organizations/acme/activity.csv",
                "/organizations/acme/activity/bundle.zip",
                "/elsewhere",
                "/desktop",
                "/desk//evil.example",
                "/links/invitation/short",
                "/links/password/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "/links/invitation/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/account",
                ""
            })
    void whatIsNoPageOfThisApplicationLeadsHome(String claimed) {
        assertThat(ReturnAddress.of(claimed)).isEqualTo(ReturnAddress.HOME);
    }

    @Test
    void anAddressHasABoundedLength() {
        String page = ORGANIZATION + "/activity?from=";
        assertThat(ReturnAddress.of(page + "1".repeat(1_900)).path()).startsWith(page);
        assertThat(ReturnAddress.of(page + "1".repeat(2_000))).isEqualTo(ReturnAddress.HOME);
    }

    // ReturnAddress.ofFormAddress: its limit; PAGE: its possessive groups
    @ParameterizedTest
    @ValueSource(strings = {"/organizations", "/desk"})
    void aLongPathOfManySegmentsCostsLittle(String start) {
        String path = start + "/a".repeat(20_000);
        MockHttpServletRequest page = new MockHttpServletRequest("GET", path);
        page.addHeader("Accept", "text/html");
        MockHttpServletRequest file = new MockHttpServletRequest("GET", path + "/downloads/1/file");
        file.addHeader("Accept", "text/html");
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
            assertThat(ReturnAddress.of(page)).isEqualTo(ReturnAddress.HOME);
            assertThat(ReturnAddress.ofPage(page)).hasValue(ReturnAddress.HOME);
            assertThat(ReturnAddress.of(file)).isEqualTo(ReturnAddress.HOME);
        });
    }

    // ReturnAddress.file: the region
    @Test
    void aPathOfTheGreatestLengthCostsLittleToo() {
        String path = "/organizations" + "/a".repeat(980);
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
            for (int request = 0; request < 10; request++) {
                assertThat(ReturnAddress.ofFormAddress(path)).hasSize(979);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/organizations/acme",
                "/organizations/Acme/compliances/",
                "/links/invitation/AAAAAAAAAAAAAAAAAAAA-AAAAAAAAAAAAAAAAAAAAA_",
                "/organizations/acme/certifications/soc-2-type-2",
                "/desk",
                "/desk/drafts/01a2282c-5022-79ab-a6a1-7f36ac679f59/certificates/soc-2",
                "/organizations/acme/activity?kind=DELIVERY&from=2026-11-01&user=ad%C3%A9%40acme.example&page=2"
            })
    void aPageIsLedToAsItIs(String page) {
        assertThat(ReturnAddress.of(page).path()).isEqualTo(page);
    }

    @ParameterizedTest
    @CsvSource({
        "/activity.csv?from=2026-11-01, /activity?from=2026-11-01",
        "/activity/bundle.zip, /activity",
        "/receipts/ID/receipt.pdf, /receipts/ID",
        "/receipts/ID/bundle.zip, /receipts/ID",
        "/downloads/ID/file, /downloads/ID",
    })
    void aFileLeadsToThePageThatItIsAskedForOn(String file, String page) {
        assertThat(ReturnAddress.of(navigation("GET", file.replace("ID", ID))).path())
                .isEqualTo(ORGANIZATION + page.replace("ID", ID));
    }

    @ParameterizedTest
    @CsvSource({
        "/desk/customers/ID/agreements/ID/paper, /desk/customers/ID/agreements/ID",
        "/desk/drafts/ID/certificates/soc-2/sample, /desk/drafts/ID/certificates/soc-2",
        "/desk/catalogue/compliances/gdpr/yaml/file, /desk/catalogue/compliances/gdpr/yaml",
        "/desk/downloads.csv, /desk/downloads",
        // Codes that look like it
        "/organizations/acme/compliances/file, /organizations/acme/compliances/file",
        "/organizations/acme/certifications/paper, /organizations/acme/certifications/paper",
    })
    void aFileOfTheDeskLeadsToItsPageToo(String file, String page) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", file.replace("ID", ID));
        request.addHeader("Accept", "text/html");
        assertThat(ReturnAddress.of(request).path()).isEqualTo(page.replace("ID", ID));
    }

    // ReturnAddress.ABOUT_CERTIFICATE
    @ParameterizedTest
    @ValueSource(strings = {"/downloads", "/acceptances"})
    void whatIsPostedForACertificateLeadsToItsTerms(String action) {
        String certificate = "/certificates/" + ID;
        assertThat(ReturnAddress.of(navigation("POST", certificate + action)).path())
                .isEqualTo(ORGANIZATION + certificate + "/terms");
        assertThat(ReturnAddress.of(navigation("POST", "/compliances"))).isEqualTo(ReturnAddress.HOME);
    }

    // ReturnAddress.ABOUT_MEMBERS_OR_LINK
    @ParameterizedTest
    @ValueSource(strings = {"/invitations", "/ID/role", "/ID/removal", "/invitations/ID/resend"})
    void whatIsPostedAboutMembersLeadsToTheirList(String action) {
        assertThat(ReturnAddress.of(navigation("POST", "/members" + action.replace("ID", ID)))
                        .path())
                .isEqualTo(ORGANIZATION + "/members");
    }

    // ReturnAddress.isNavigation
    @ParameterizedTest
    @CsvSource({
        "navigate, document, text/html, true",
        "navigate, iframe, text/html, false",
        "cors, empty, text/html, false",
        "no-cors, image, */*, false",
        "no-cors, script, text/html, false",
        ", , 'text/html,*/*;q=0.8', true",
        ", , */*, false",
        ", , application/json, false",
        ", , , false",
    })
    void onlyWhatTakesTheWholeTabToAPageIsRemembered(String mode, String destination, String accept, boolean page) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", ORGANIZATION + "/activity");
        header(request, "Sec-Fetch-Mode", mode);
        header(request, "Sec-Fetch-Dest", destination);
        header(request, "Accept", accept);
        assertThat(ReturnAddress.of(request).path()).isEqualTo(page ? ORGANIZATION + "/activity" : "/");
    }

    @Test
    void theSignInPageCarriesTheAddressEncoded() {
        assertThat(ReturnAddress.HOME.signInPage()).isEqualTo("/sign-in");
        assertThat(ReturnAddress.HOME.signInPage("failed")).isEqualTo("/sign-in?failed");
        assertThat(ReturnAddress.of("/organizations/acme/activity?a=1&b=2").signInPage("failed"))
                .isEqualTo("/sign-in?failed&to=%2Forganizations%2Facme%2Factivity%3Fa%3D1%26b%3D2");
    }

    private static MockHttpServletRequest navigation(String method, String below) {
        int query = below.indexOf('?');
        MockHttpServletRequest request = new MockHttpServletRequest(
                method, "/vendor" + ORGANIZATION + (query < 0 ? below : below.substring(0, query)));
        request.setContextPath("/vendor");
        request.setQueryString(query < 0 ? null : below.substring(query + 1));
        request.addHeader("Accept", "text/html");
        return request;
    }

    private static void header(MockHttpServletRequest request, String name, String value) {
        if (value != null) {
            request.addHeader(name, value);
        }
    }
}
