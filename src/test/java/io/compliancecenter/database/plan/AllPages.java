package io.compliancecenter.database.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.filling.Filling;
import io.compliancecenter.testing.filling.FillingPlan;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Goes through everything that the application serves to the members of one Organization. */
final class AllPages {

    private final int port;
    private final ExplainedStatements statements;
    private final int organization;
    private final UnaryOperator<String> links;
    private final UnaryOperator<String> passwordLinks;
    private final String path;
    private final Set<String> seen = new LinkedHashSet<>();
    private Client client;
    private int visits;

    /**
     * Goes to one instance.
     *
     * @param links makes a link of the last invitation of an address
     * @param passwordLinks makes a link for a new password of the user with an address
     */
    AllPages(
            int port,
            ExplainedStatements statements,
            int organization,
            UnaryOperator<String> links,
            UnaryOperator<String> passwordLinks) {
        this.passwordLinks = passwordLinks;
        this.port = port;
        this.links = links;
        this.statements = statements;
        this.organization = organization;
        this.path = "/organizations/" + FillingPlan.slug(organization);
        this.client = new Client(port);
    }

    /** What was asked for: a method, and a path without its query. */
    Set<String> seen() {
        return seen;
    }

    void visit() throws IOException {
        signIn(0);
        get("/");
        get(path);
        Answer compliances = get(path + "/compliances");
        get(first(compliances, "main a[href*=compliances/]"));
        Answer certifications = get(path + "/certifications");
        get(first(certifications, "main a[href*=certifications/]"));
        download(certifications);
        activity();
        record();
        post(compliances, "/sign-out", Map.of());
        members();
        invitations();
        signIn(FillingPlan.MEMBERS - 1);
        expect(403, "GET " + path + "/compliances", client.get(path + "/compliances"));
        expect(404, "GET /organizations/none/compliances", client.get("/organizations/none/compliances"));
    }

    private void signIn(int member) throws IOException {
        client = new Client(port);
        Answer page = get("/sign-in");
        String email = FillingPlan.email(organization, member);
        post(page, "/sign-in", Map.of("email", "nobody@nowhere.example", "password", "wrong"));
        post(get("/sign-in"), "/sign-in", Map.of("email", email, "password", Filling.PASSWORD));
    }

    private void download(Answer certifications) throws IOException {
        String certificate = Client.path(certifications.form("/downloads")).replaceAll("/downloads$", "");
        post(certifications, certificate.substring(certificate.lastIndexOf('/')) + "/downloads", Map.of());
        Answer terms = get(certificate + "/terms");
        String permit = post(terms, "/acceptances", Map.of("agreed", "true")).location();
        get(permit);
        get(permit + "/file");
        // The page that was sent already
        post(terms, "/acceptances", Map.of("agreed", "true"));
    }

    /** By each filter on the first page and by key, and by what goes together. */
    private void activity() throws IOException {
        Answer page = get(path + "/activity");
        get(first(page, "#older"));
        String member = "member=" + first(page, "#filter-member option[value]:not([value=''])", "value");
        String certificate = "certificate=" + first(page, "#filter-certificate option[value]:not([value=''])", "value");
        List<String> filters = List.of(
                member,
                certificate,
                "kind=DENIAL",
                "from=2025-06-01",
                "to=2026-06-01",
                "from=2025-06-01&to=2026-06-01",
                member + "&" + certificate,
                member + "&" + certificate + "&kind=DENIAL&from=2025-06-01&to=2026-06-01");
        for (String filter : filters) {
            get(path + "/activity?" + filter);
            get(path + "/activity?before=3000&" + filter);
        }
        get(path + "/activity.csv?kind=DENIAL");
        get(path + "/activity/bundle.zip?from=2026-06-01&to=2026-06-30");
    }

    private void members() throws IOException {
        signIn(0);
        get(path + "/members?q=user&page=1");
        get(path + "/members/invitations");
        post(get(path + "/members"), "/members/invitations", Map.of("email", "guest@guest.example", "role", "MEMBER"));
        Answer page = get(path + "/members?done=INVITED");
        post(page, "/resend", Map.of());
        post(page, "/withdrawal", Map.of());
        Answer member = get(first(page, "#members .cell-actions a"));
        post(member, "/role", Map.of("role", "ADMIN"));
        post(member, "/removal", Map.of());
    }

    /** One accepts with a new account, and one who has an account already. */
    private void invitations() throws IOException {
        visits++;
        String guest = "guest-" + visits + "@guest.example";
        String colleague = FillingPlan.email(organization + 1, visits);
        for (String email : List.of(guest, colleague)) {
            post(get(path + "/members"), "/members/invitations", Map.of("email", email, "role", "MEMBER"));
        }
        client = new Client(port);
        String password = "seven quiet lanterns drift";
        post(get(links.apply(guest)), "/account", Map.of("name", "Gil", "password", password, "repeated", password));
        client = new Client(port);
        post(get("/sign-in"), "/sign-in", Map.of("email", colleague, "password", Filling.PASSWORD));
        post(get(links.apply(colleague)), "/membership", Map.of());
        account(guest, password);
    }

    /** Of somebody whose password is kept here. */
    private void account(String email, String password) throws IOException {
        client = new Client(port);
        post(get("/sign-in"), "/sign-in", Map.of("email", email, "password", password));
        new Client(port).signIn(email, password);
        post(get("/account"), "/sessions/end", Map.of());
        new Client(port).signIn(email, password);
        post(get("/account"), "/sessions/end-others", Map.of());
        String changed = "eight quiet lanterns drift";
        post(
                get("/account"),
                "/account/password",
                Map.of("current", password, "password", changed, "repeated", changed));
        get("/sign-in/again?to=/account&within=600");
        Map<String, String> token = Map.of(
                "_csrf",
                get("/account").form("/sessions/end-all").select("[name=_csrf]").val());
        send("/sign-in/address", Map.of("_csrf", token.get("_csrf"), "email", email));
        send("/sign-in/passkey/options", token);
        send("/account/passkeys/options", token);
        post(get("/account"), "/sessions/end-all", Map.of());
        post(get("/forgotten-password"), "/forgotten-password", Map.of("email", email));
        String link = passwordLinks.apply(email);
        post(get(link), link, Map.of("password", password, "repeated", password));
    }

    private void record() throws IOException {
        Answer acceptances = get(path + "/activity?kind=ACCEPTANCE&before=3000");
        String receipt = first(acceptances, ".activity tbody a[href*=receipts/]");
        get(receipt);
        get(receipt + "/receipt.pdf");
        get(receipt + "/bundle.zip");
        String none = path + "/receipts/" + UUID.randomUUID();
        expect(404, "GET " + none, client.get(none));
    }

    private static String first(Answer page, String selector) {
        first(page, selector, "href");
        URI address = URI.create(page.html().select(selector).first().absUrl("href"));
        return address.getRawQuery() == null
                ? address.getRawPath()
                : address.getRawPath() + '?' + address.getRawQuery();
    }

    private static String first(Answer page, String selector, String attribute) {
        String found = page.html().select(selector).attr(attribute);
        assertThat(found).as("%s on %s", selector, page.text()).isNotEmpty();
        return found;
    }

    private Answer get(String address) throws IOException {
        Answer answer = client.get(address);
        assertThat(answer.status()).as(address).isBetween(200, 399);
        see("GET", address);
        return answer;
    }

    private Answer post(Answer page, String form, Map<String, String> fields) throws IOException {
        Answer answer = client.submit(page.form(form), fields);
        assertThat(answer.status()).as(form).isIn(302, 303, 409);
        see("POST", Client.path(page.form(form)));
        return answer;
    }

    private void send(String address, Map<String, String> fields) throws IOException {
        expect(200, "POST " + address, client.post(address, fields));
        see("POST", address);
    }

    private void expect(int status, String what, Answer answer) throws IOException {
        assertThat(answer.status()).as(what).isEqualTo(status);
        statements.mark(what);
    }

    private void see(String method, String address) throws IOException {
        seen.add(method + " " + address.replaceFirst("\\?.*", ""));
        statements.mark(method + " " + address);
    }
}
