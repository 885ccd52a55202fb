package io.compliancecenter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.CertificateOnOffer;
import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.Client.Answer;
import io.compliancecenter.testing.Fixtures;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page is in the language that its reader prefers among those that pages are in, whichever page it is. */
class LanguageIT extends CertificateOnOffer {

    // ReaderLocaleResolver: the first language that the reader asks for is not the best one that there is
    @ParameterizedTest
    @CsvSource({
        "'fr-CH, fr;q=0.9, de;q=0.8', de",
        "'fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7', en",
        "'en;q=0.5, de-AT', de",
        "'pl', en"
    })
    void everyPageIsInTheLanguageThatItsReaderPrefers(String accepted, String language) {
        Client member = new Client(port).signIn(tenant.member().email(), Fixtures.PASSWORD);
        Client stranger = new Client(port);
        List<Answer> pages = List.of(
                admin.get(tenant.path("/compliances"), "Accept-Language", accepted),
                admin.get(tenant.path("/certifications/hipaa"), "Accept-Language", accepted),
                admin.get(tenant.path("/activity"), "Accept-Language", accepted),
                admin.get("/nowhere", "Accept-Language", accepted),
                member.get(tenant.path("/compliances"), "Accept-Language", accepted),
                stranger.get("/sign-in", "Accept-Language", accepted));
        assertThat(pages).allSatisfy(page -> {
            assertThat(page.html().selectFirst("html").attr("lang")).isEqualTo(language);
            assertThat(page.header("Content-Language")).isEqualTo(language);
        });
    }
}
