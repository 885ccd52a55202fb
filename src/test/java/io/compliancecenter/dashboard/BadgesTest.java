package io.compliancecenter.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.published.PublishedCertificate.Validity;
import io.compliancecenter.catalogue.published.StatusOnDay.EffectiveStatus;
import io.compliancecenter.web.Badge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadgesTest {

    private static final Path ASSETS = Path.of("src/main/resources/static/assets");

    @ParameterizedTest
    @MethodSource("all")
    void hasWordsAndASymbolAndAColour(Badge badge) throws IOException {
        assertThat(ResourceBundle.getBundle("messages").getString(badge.label()))
                .isNotBlank();
        List<String> symbols = Jsoup.parse(Files.readString(ASSETS.resolve("icons.svg")), Parser.xmlParser())
                .select("symbol")
                .eachAttr("id");
        assertThat(symbols).contains(badge.icon());
        assertThat(Files.readString(ASSETS.resolve("components.css")))
                .containsPattern("\\.badge-" + badge.tone() + "[ ,]");
    }

    static Stream<Badge> all() {
        return Stream.concat(
                Arrays.stream(EffectiveStatus.values()).map(Badges::of),
                Arrays.stream(Validity.values()).map(Badges::of));
    }
}
