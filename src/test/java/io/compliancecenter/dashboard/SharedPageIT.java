package io.compliancecenter.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.dashboard.SharedPage.Placeholder;
import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.OrganizationView;
import io.compliancecenter.organization.Role;
import io.compliancecenter.organization.UserId;
import io.compliancecenter.organization.UserWithMemberships;
import io.compliancecenter.organization.UserWithMemberships.MembershipView;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.application.TestApplication;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.SignedIn;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** The pages of the lists, which are rendered once and completed for each reader. */
@IntegrationTest
class SharedPageIT {

    @LocalServerPort
    int port;

    @Autowired
    WebApplicationContext application;

    @Autowired
    ThymeleafViewResolver views;

    @Autowired
    Fixtures fixtures;

    @Autowired
    SharedPages lists;

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    // SharedPages.PageKey: "atDesk", "agreementSignedOn" and the languages; SharedPage.write: "escapeXml"
    @ParameterizedTest
    @CsvSource({"compliances, en", "compliances, de", "certifications, en", "certifications, de"})
    void isByteForByteWhatItsTemplateGives(String list, String language) throws Exception {
        List<String> names = new ArrayList<>(List.of(
                "Ada Mercer",
                "<script>\"'&amp;\\",
                "𠮷田 Zoë № 😀",
                "",
                "[[${1 + 1}]] #{sign-out} ~{}",
                "\t\n\u00a0\u2028"));
        // Not taken for a placeholder, not even if it were known.
        names.addAll(Arrays.stream(Placeholder.values()).map(Placeholder::text).toList());
        for (String name : names) {
            for (Set<DeskRole> desk : List.of(Set.<DeskRole>of(), Set.of(DeskRole.EDITOR))) {
                for (LocalDate signedOn : Arrays.asList(null, LocalDate.of(2026, 1, 31))) {
                    assertSharedAsRendered(list, language, user(name, desk, signedOn, 1));
                }
            }
            // More than eight are searched.
            for (int organizations : List.of(2, 3, 9, 10)) {
                assertSharedAsRendered(list, language, user(name, Set.of(), null, organizations));
            }
        }
    }

    private void assertSharedAsRendered(String list, String language, UserWithMemberships user) throws Exception {
        // First it may have to be rendered, and then it is in the cache.
        for (int request = 0; request < 2; request++) {
            MvcResult shared = get(list, language, user);
            MockHttpServletResponse ordinary = ordinary(list, language, shared);
            assertThat(shared.getResponse().getContentAsByteArray()).isEqualTo(ordinary.getContentAsByteArray());
            assertThat(shared.getResponse().getContentType()).isEqualTo(ordinary.getContentType());
        }
    }

    private static UserWithMemberships user(
            String name, Set<DeskRole> desk, @Nullable LocalDate signedOn, int organizations) {
        List<MembershipView> memberships = Stream.iterate(1, number -> number + 1)
                .limit(organizations)
                .map(number -> new MembershipView(
                        new OrganizationView(
                                new OrganizationId(new UUID(0, number)),
                                "organization-" + number,
                                name + "/Organization"),
                        Role.ADMIN,
                        Set.of(),
                        signedOn))
                .toList();
        return new UserWithMemberships(
                new UserId(new UUID(0, 1)), 1, name, name + "@address", TestApplication.NOW, memberships, desk);
    }

    private MvcResult get(String list, String language, UserWithMemberships user) throws Exception {
        SecurityContextHolder.getContext()
                .setAuthentication(
                        UsernamePasswordAuthenticationToken.authenticated(new SignedIn(user.id()), null, List.of()));
        UUID revision = fixtures.asOwner(owner -> owner.sql("select revision from catalogue_revision")
                .query(UUID.class)
                .single());
        return MockMvcBuilders.webAppContextSetup(application)
                .build()
                .perform(MockMvcRequestBuilders.get("/organizations/organization-1/" + list)
                        .servletPath("/organizations/organization-1/" + list)
                        .header("Accept-Language", language)
                        .requestAttr(CsrfToken.class.getName(), new DefaultCsrfToken("header", "_csrf", "to-ken_="))
                        .sessionAttr("catalogue_revision", revision.toString())
                        .with(request -> {
                            user.attachTo(request);
                            return request;
                        }))
                .andReturn();
    }

    /** The same page, as Thymeleaf's view gives it. */
    private MockHttpServletResponse ordinary(String list, String language, MvcResult shared) throws Exception {
        var page = shared.getModelAndView();
        Map<String, Object> model =
                new HashMap<>(((SharedView) page.getView()).everybodysModel().get());
        model.putAll(page.getModel());
        MockHttpServletResponse ordinary = new MockHttpServletResponse();
        views.resolveViewName("dashboard/" + list, Locale.forLanguageTag(language))
                .render(model, shared.getRequest(), ordinary);
        return ordinary;
    }

    // SharedPages: "filter.narrows()"
    @Test
    void isNotSharedWhereSomebodySearches() {
        // What somebody looks for stays with them.
        Tenant tenant = fixtures.organization();
        Client admin = signIn(tenant);
        long before = lists.size().pages();
        assertThat(admin.get(tenant.path("/compliances?q=gdpr")).text()).contains("value=\"gdpr\"");
        assertThat(lists.size().pages()).isEqualTo(before);
    }

    // SharedView: each placeholder in its method "render"
    @Test
    void holdsNothingOfThoseWhoReadIt() {
        List<String> own = new ArrayList<>();
        Tenant first = fixtures.organization();
        Tenant second = fixtures.organization();
        // Who can switch between the two
        fixtures.join(first, second.admin());
        for (Tenant tenant : List.of(first, second)) {
            Client admin = signIn(tenant);
            own.addAll(List.of(tenant.name(), tenant.slug(), tenant.id().toString(), admin.session()));
            own.addAll(List.of(
                    tenant.admin().name(),
                    tenant.admin().email(),
                    tenant.admin().id().toString()));
            Stream.of(admin.cookies().split("; "))
                    .map(cookie -> cookie.split("=")[1])
                    .forEach(own::add);
            for (String list : List.of("/compliances", "/certifications")) {
                Answer page = admin.get(tenant.path(list));
                assertThat(page.text())
                        .contains(
                                tenant.name(),
                                tenant.admin().name(),
                                tenant.admin().email());
                own.addAll(page.html().select("input[type=hidden]").eachAttr("value"));
            }
        }
        assertThat(own).hasSizeGreaterThanOrEqualTo(24).doesNotContain("");
        assertThat(lists.cached())
                .isNotEmpty()
                .allSatisfy(page -> assertThat(page.html().stream()
                                .map(part -> new String(part, UTF_8))
                                .collect(joining("|")))
                        .doesNotContain(own));
    }

    /** Where a client asks for the head, and where it has lost its cookie. */
    @ParameterizedTest
    @ValueSource(strings = {"/compliances", "/certifications"})
    void hasTheHeadersOfEveryOtherPage(String list) {
        Tenant one = fixtures.organization();
        Client shared = signIn(one);
        String searched = one.path(list + "?q=a");
        for (String language : List.of("en", "de-AT, fr;q=0.5", "fr")) {
            assertThat(headers(shared.get(one.path(list), "Accept-Language", language)))
                    .isEqualTo(headers(shared.get(searched, "Accept-Language", language)))
                    .containsEntry("content-type", List.of("text/html;charset=UTF-8"));
        }
        Answer head = shared.head(one.path(list));
        assertThat(head.bytes()).isEmpty();
        assertThat(headers(head)).isEqualTo(headers(shared.head(searched)));
        shared.forget("CSRF");
        Answer page = shared.get(one.path(list));
        assertThat(page.header("Set-Cookie")).startsWith("CSRF=").contains("SameSite=Lax");
        // The new token is in the form.
        assertThat(shared.submit(page.form("/sign-out"), Map.of()).location()).startsWith("/sign-in");
    }

    private static Map<String, List<String>> headers(Answer answer) {
        Map<String, List<String>> headers =
                new TreeMap<>(answer.response().headers().map());
        // A page from the cache has a length beforehand.
        headers.keySet().removeAll(Set.of("date", "x-request-id", "content-length", "transfer-encoding"));
        return headers;
    }

    private Client signIn(Tenant tenant) {
        return new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
    }
}
