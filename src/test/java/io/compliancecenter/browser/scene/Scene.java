package io.compliancecenter.browser.scene;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.compliancecenter.browser.chromium.Visitor;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** A page in one of its states, and the steps that lead there. */
public interface Scene {

    interface Steps {
        void take(PagesTest test, Visitor visitor);
    }

    static Stream<Scene> all() {
        return Stream.of(CustomersScene.values(), DeskScene.values()).flatMap(Arrays::stream);
    }

    String name();

    /** The language of the visitor's browser. */
    String language();

    Steps steps();

    /** Leads a visitor who is not signed in to this scene. */
    default void enter(PagesTest test, Visitor visitor) {
        steps().take(test, visitor);
        assertThat(visitor.page().locator("h1").first()).isVisible();
    }

    /** The name for files. */
    default String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
