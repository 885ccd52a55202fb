package io.compliancecenter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.StringTemplateResolver;

/** Parts are kept as long as there is room for what they weigh. */
class PartsTest {

    private static final String MEGABYTE = "x".repeat(1_000_000);

    private final List<String> made = new ArrayList<>();
    private Parts parts;

    @BeforeEach
    void receiveRequest() {
        SpringTemplateEngine templates = new SpringTemplateEngine();
        templates.setTemplateResolver(new StringTemplateResolver());
        parts = new Parts(templates);
        RequestContextHolder.setRequestAttributes(
                new ServletRequestAttributes(new MockHttpServletRequest(), new MockHttpServletResponse()));
    }

    @AfterEach
    void answerRequest() {
        RequestContextHolder.resetRequestAttributes();
    }

    // Parts.keep: "while (size > ROOM)", and the order of use
    @Test
    void whatWasNotUsedForLongestMakesRoom() throws IOException {
        for (int number = 0; number < 12; number++) {
            ask("often", "");
            ask("part " + number, MEGABYTE);
        }
        made.clear();
        ask("often", "");
        ask("part 11", MEGABYTE);
        ask("part 6", MEGABYTE);
        assertThat(made).isEmpty();
        ask("part 4", MEGABYTE);
        assertThat(made).containsExactly("part 4");
    }

    // Parts.keep: "other.size()"
    @Test
    void whatIsReplacedLeavesItsRoom() throws IOException {
        ask("first", "");
        for (int time = 0; time < 20; time++) {
            // Asks for itself while it is made, as two requests at once do.
            List<Object> same = List.of(time);
            parts.of("[[${text}]]", Locale.ENGLISH, same, () -> {
                parts.of("[[${text}]]", Locale.ENGLISH, same, () -> Map.of("text", MEGABYTE));
                return Map.of("text", MEGABYTE);
            });
            ask("first", "");
        }
        assertThat(made).containsExactly("first");
    }

    // Parts.keep: a single one that is larger than all the room
    @Test
    void whatIsTooLargeIsShownAndNotKept() throws IOException {
        String large = MEGABYTE.repeat(9);
        ask("large", large);
        ask("large", large);
        ask("small", "");
        ask("small", "");
        assertThat(made).containsExactly("large", "large", "small");
    }

    private void ask(String name, String text) throws IOException {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        parts.of("[[${name}]][[${text}]]", Locale.ENGLISH, List.of(name), () -> {
                    made.add(name);
                    return Map.of("name", name, "text", text);
                })
                .writeTo(page, (place, out) -> {});
        assertThat(page.size()).isEqualTo(name.length() + text.length());
    }
}
