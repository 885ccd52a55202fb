package io.compliancecenter.download.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.CertificateOnOffer;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page of a download starts the file once. */
class DownloadStartIT extends CertificateOnOffer {

    // DownloadStart.take, and th:if on the refresh in download.html
    @Test
    void thePageStartsTheFileTheFirstTimeItIsOpened() {
        Answer agreed = agree();
        Answer first = admin.get(agreed.location());
        assertThat(start(first)).endsWith(agreed.location() + "/file");
        assertThat(first.html().select("h1").text()).isEqualTo("Your download is starting");
        assertThat(first.html().getElementById("file").attr("href")).endsWith(agreed.location() + "/file");

        Answer again = admin.get(agreed.location());
        assertThat(start(again)).isEmpty();
        assertThat(again.html().select("h1").text()).isEqualTo("Your download");
        assertThat(again.html().getElementById("file").attr("href")).endsWith(agreed.location() + "/file");
    }

    @Test
    void eachDownloadStartsByItselfWhateverOthersAreOpen() {
        Answer one = agree();
        Answer other = agree();
        assertThat(start(admin.get(one.location()))).endsWith(one.location() + "/file");
        assertThat(start(admin.get(other.location()))).endsWith(other.location() + "/file");
    }

    // DownloadStart.take: Sec-Fetch-Mode
    @Test
    void aScriptThatFollowsTheRedirectLeavesTheStartToThePage() {
        Answer agreed = agree();
        admin.get(agreed.location(), "Sec-Fetch-Mode", "cors");
        admin.head(agreed.location());
        assertThat(start(admin.get(agreed.location(), "Sec-Fetch-Mode", "navigate")))
                .isNotEmpty();
        assertThat(start(admin.get(agreed.location(), "Sec-Fetch-Mode", "navigate")))
                .isEmpty();
    }

    @Test
    void openingThePageRecordsNothing() {
        Answer agreed = agree();
        admin.get(agreed.location());
        admin.get(agreed.location());
        assertThat(admin.get(tenant.path("/activity"))
                        .html()
                        .select(".activity .badge")
                        .eachText())
                .containsExactly("Download allowed", "Agreed");
    }

    private Answer agree() {
        Answer terms = admin.get(tenant.path("/certificates/" + issued.certificate() + "/terms"));
        Answer agreed = admin.submit(terms.form("/acceptances"), Map.of("agreed", "true"));
        assertThat(agreed.status()).isEqualTo(303);
        return agreed;
    }

    /** What the page starts by itself; empty if nothing. */
    private static String start(Answer page) {
        assertThat(page.status()).isEqualTo(200);
        return page.html().select("meta[http-equiv=refresh]").attr("content");
    }
}
