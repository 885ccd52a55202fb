package io.compliancecenter.security.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody who was invited, with a browser that has the link. */
abstract class JoiningTest extends ProviderTest {

    @Autowired
    Actors actors;

    Tenant inviting;
    String email;
    String link;

    @BeforeEach
    void invite() {
        dashboard.claims.put("organizations", List.of());
        dashboard.claims.put("email_verified", false);
        invite("guest-" + UUID.randomUUID() + "@guest.example");
    }

    final void invite(String address) {
        inviting = fixtures.organization();
        email = address;
        link = fixtures.invitationLink(actors.adminOf(inviting).invite(address));
    }

    /** @return where the browser is sent after it came back from the provider */
    final String join(Client client, TestProvider provider, String id) {
        return client.get(leave(client, provider, id)).location();
    }

    /** @return where the provider sends the browser back to */
    final String leave(Client client, TestProvider provider, String id) {
        return back(client.submit(client.get(link).form("/provider/" + id), Map.of()), provider);
    }

    static String back(Answer page, TestProvider provider) {
        String target = page.html().selectFirst("main a").attr("href");
        assertThat(target).startsWith(provider.issuer() + "/authorize?");
        assertThat(page.html().selectFirst("meta[http-equiv=refresh]").attr("content"))
                .isEqualTo("0; url=" + target);
        return provider.authorize(target).replaceFirst("^http://[^/]+", "");
    }

    /** Sends the form that the page does not have. */
    final Answer force(Client client, String id) {
        Document page = client.get(link).html();
        Document withToken =
                page.select("[name=_csrf]").isEmpty() ? client.get("/sign-in").html() : page;
        return client.post(
                link + "/provider/" + id,
                Map.of("_csrf", withToken.selectFirst("[name=_csrf]").val()));
    }
}
