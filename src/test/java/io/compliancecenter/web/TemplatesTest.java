package io.compliancecenter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.desk.draft.DraftState;
import io.compliancecenter.download.DenialReason;
import io.compliancecenter.evidence.EntryKind;
import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.organization.Role;
import io.compliancecenter.organization.SignIn;
import io.compliancecenter.organization.members.MailedInvitation;
import io.compliancecenter.request.RequestOutcome;
import io.compliancecenter.request.RequestState;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All words are in the message bundle, and the bundle has no others; nothing is written into a page that its policy forbids. */
class TemplatesTest {

    private static final Path MAIN = Path.of("src/main");
    private static final Path TEMPLATES = MAIN.resolve("resources/templates");

    private static final Pattern KEY = Pattern.compile("#\\{([a-z0-9][A-Za-z0-9.-]*)");
    private static final Pattern KEY_IN_CODE = Pattern.compile("\"([a-z][A-Za-z0-9-]*(?:\\.[A-Za-z0-9_-]+)+)\"");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([0-9])");
    private static final Pattern ICON = Pattern.compile("icon\\('([a-z-]+)'\\)");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    // Innermost first, so that one expression in another goes too.
    private static final Pattern EXPRESSION = Pattern.compile("[$#@~*]\\{[^{}]*}");

    private static final Pattern NOTICE = Pattern.compile("(?<![\\w-])notice\\b");
    private static final Set<String> CLASSES = Set.of("class", "th:class", "th:classappend");

    /** What is read out or shown, when an attribute says it. */
    private static final Set<String> SPOKEN =
            Set.of("alt", "title", "placeholder", "label", "aria-label", "aria-description", "aria-roledescription");

    @Test
    void everyKeyThatATemplateUsesIsInTheBundle() {
        assertThat(bundle().keySet()).containsAll(keysInTemplates());
    }

    /** Whatever in the code begins as a key does, and is no file's name, is taken for one. */
    @Test
    void everyKeyThatTheCodeNamesIsInTheBundle() {
        Set<String> beginnings = bundle().keySet().stream()
                .map(key -> key.replaceFirst("\\..*", ""))
                .collect(Collectors.toSet());
        assertThat(found(KEY_IN_CODE, contents(MAIN.resolve("java"), ".java")))
                .filteredOn(key -> beginnings.contains(key.replaceFirst("\\..*", "")) && !key.endsWith(".yaml"))
                .isNotEmpty()
                .isSubsetOf(bundle().keySet());
    }

    @Test
    void everyRoleHasWordsInEachLanguage() {
        for (ResourceBundle bundle : List.of(bundle(), german())) {
            assertThat(Role.values())
                    .allSatisfy(
                            role -> assertThat(bundle.getString("role." + role)).isNotEqualTo(role.name()));
        }
    }

    @Test
    void everyKeyInTheBundleIsUsed() {
        String code = contents(MAIN.resolve("java"), ".java");
        Set<String> unused = new TreeSet<>(bundle().keySet());
        unused.removeAll(keysInTemplates());
        unused.removeIf(key -> code.contains('"' + key + '"'));
        // These keys are put together.
        unused.removeAll(
                Arrays.stream(Role.values()).map(role -> "role." + role).toList());
        unused.removeAll(Arrays.stream(DenialReason.values())
                .map(reason -> "activity.denied." + reason)
                .toList());
        unused.removeAll(Arrays.stream(EntryKind.values())
                .map(kind -> kind.badge().label())
                .toList());
        unused.removeAll(Arrays.stream(SignIn.Method.values())
                .map(method -> "sign-in-method." + method.code())
                .toList());
        unused.removeAll(Arrays.stream(MailedInvitation.State.values())
                .map(state -> "invitation.closed." + state)
                .toList());
        unused.removeAll(
                Arrays.stream(DeskRole.values()).map(role -> "role." + role).toList());
        unused.removeAll(Arrays.stream(DraftState.values())
                .map(state -> state.badge().label())
                .toList());
        unused.removeAll(Arrays.stream(RequestState.values())
                .flatMap(state -> Stream.of(state.badge(false), state.badge(true)))
                .map(Badge::label)
                .toList());
        unused.removeAll(Arrays.stream(RequestOutcome.values())
                .map(outcome -> "request.outcome." + outcome)
                .toList());
        unused.removeIf(key -> key.startsWith("desk.agreement.outcome.")
                || key.startsWith("desk.agreement.status.")
                || key.startsWith("desk.change.")
                || key.startsWith("desk.draft.approval-ended.")
                || key.startsWith("desk.field.")
                || key.startsWith("desk.folder.kind.")
                || key.startsWith("desk.folder.what.")
                || key.startsWith("desk.groups.code.")
                || key.startsWith("desk.groups.name.")
                || key.startsWith("desk.groups.outcome.")
                || key.startsWith("desk.rules.about.")
                || key.startsWith("desk.rules.condition.")
                || key.startsWith("desk.rules.domain.")
                || key.startsWith("desk.rules.days.")
                || key.startsWith("desk.rules.outcome.")
                || key.startsWith("desk.rules.state.")
                || key.startsWith("desk.audience.")
                || key.startsWith("desk.allowance.")
                || key.startsWith("desk.import.change.")
                || key.startsWith("desk.import.columns.")
                || key.startsWith("desk.import.count.")
                || key.startsWith("desk.import.problem.")
                || key.startsWith("desk.outcome.")
                || key.startsWith("desk.person.access.")
                || key.startsWith("desk.person.category.")
                || key.startsWith("desk.person.open-work.")
                || key.startsWith("desk.person.state.")
                || key.startsWith("desk.person.why.")
                || key.startsWith("desk.purge.done.")
                || key.startsWith("desk.purge.refused.")
                || key.startsWith("desk.purge.state.")
                || key.startsWith("desk.terms.state.")
                || key.startsWith("desk.terms.kind."));
        assertThat(unused).isEmpty();
    }

    /** MessageFormat would swallow it where a text has a parameter. */
    @Test
    void noTextHasAnApostropheOfTheTypewriter() {
        for (ResourceBundle bundle : List.of(bundle(), german())) {
            assertThat(bundle.keySet()).noneMatch(key -> bundle.getString(key).contains("'"));
        }
    }

    /** Not by the bundle's own key set, which holds what it would take from English. */
    @Test
    void theGermanBundleHasTheSameKeys() {
        assertThat(keysOf("messages_de.properties")).isEqualTo(keysOf("messages.properties"));
    }

    /** The last one would count, wherever the first one is used. */
    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_de.properties"})
    void noKeyIsThereTwice(String file) throws IOException {
        assertThat(Files.readAllLines(MAIN.resolve("resources").resolve(file)).stream()
                        .filter(line -> line.matches("[a-zA-Z][^= ]*=.*"))
                        .map(line -> line.substring(0, line.indexOf('='))))
                .doesNotHaveDuplicates();
    }

    @Test
    void theGermanTextsHaveTheSamePlaceholders() {
        ResourceBundle english = bundle();
        ResourceBundle german = german();
        for (String key : english.keySet()) {
            assertThat(found(PLACEHOLDER, german.getString(key)))
                    .as(key)
                    .isEqualTo(found(PLACEHOLDER, english.getString(key)));
        }
    }

    @Test
    void eachBundleNamesItsLanguage() {
        assertThat(bundle().getString("language")).isEqualTo("en");
        assertThat(german().getString("language")).isEqualTo("de");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void noWordsAreWrittenIntoATemplate(Path template) {
        Document page = parse(template);
        List<String> texts = page.nodeStream(TextNode.class).map(TextNode::text).toList();
        List<String> attributes = attributes(page)
                .filter(attribute -> SPOKEN.contains(attribute.getKey()))
                .map(Attribute::getValue)
                .toList();
        List<String> expressions = attributes(page)
                .filter(attribute -> attribute.getKey().matches("th:(u?text|" + String.join("|", SPOKEN) + ")"))
                .map(attribute -> withoutExpressions(attribute.getValue()))
                .toList();
        assertThat(Stream.of(texts, attributes, expressions).flatMap(List::stream))
                .noneMatch(text -> LETTER.matcher(text).find());
    }

    /** The Content-Security-Policy would keep them from working, silently. */
    @ParameterizedTest
    @MethodSource("pages")
    void noScriptAndNoStyleIsWrittenIntoATemplate(Path template) {
        Document page = parse(template);
        assertThat(page.select("style, script:not([th:src])")).isEmpty();
        assertThat(attributes(page).map(attribute -> attribute.getKey().replace("th:", "")))
                .noneMatch(name -> name.equals("style") || name.startsWith("on") || name.equals("styleappend"));
    }

    /** Its fragments give them one look, and the attributes that screen readers need. */
    @Test
    void noSelectAndNoNoticeIsWrittenOutsideOfTheSharedFragments() throws IOException {
        assertThat(templates())
                .filteredOn(template -> hasOwnSelectOrNotice(parse(template)))
                .containsExactly(TEMPLATES.resolve("web/parts.html"));
    }

    private static boolean hasOwnSelectOrNotice(Document page) {
        return !page.select("select:not([th:replace])").isEmpty()
                || attributes(page)
                        .filter(attribute -> CLASSES.contains(attribute.getKey()))
                        .anyMatch(attribute ->
                                NOTICE.matcher(attribute.getValue()).find());
    }

    @Test
    void everySymbolThatATemplateUsesIsInTheSprite() throws IOException {
        String sprite = Files.readString(MAIN.resolve("resources/static/assets/icons.svg"));
        List<String> symbols =
                Jsoup.parse(sprite, Parser.xmlParser()).select("symbol").eachAttr("id");
        assertThat(symbols).containsAll(found(ICON, contents(TEMPLATES, ".html")));
    }

    static List<Path> templates() throws IOException {
        return files(TEMPLATES, ".html");
    }

    /** Mail has no policy, and programs that show it ignore style sheets. */
    static List<Path> pages() throws IOException {
        return templates().stream()
                .filter(template -> !template.startsWith(TEMPLATES.resolve("mail")))
                .toList();
    }

    private static Set<String> keysInTemplates() {
        return found(KEY, contents(TEMPLATES, ".html"));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1)).collect(Collectors.toSet());
    }

    private static String withoutExpressions(String value) {
        String before = value;
        String after = EXPRESSION.matcher(before).replaceAll("");
        while (!after.equals(before)) {
            before = after;
            after = EXPRESSION.matcher(before).replaceAll("");
        }
        return after;
    }

    private static ResourceBundle bundle() {
        return ResourceBundle.getBundle("messages", Locale.ROOT);
    }

    private static ResourceBundle german() {
        return ResourceBundle.getBundle("messages", Locale.GERMAN);
    }

    private static Set<Object> keysOf(String file) {
        Properties texts = new Properties();
        try (Reader in = Files.newBufferedReader(MAIN.resolve("resources").resolve(file))) {
            texts.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return texts.keySet();
    }

    private static Stream<Attribute> attributes(Document page) {
        return page.getAllElements().stream().flatMap(element -> element.attributes().asList().stream());
    }

    private static Document parse(Path template) {
        try {
            return Jsoup.parse(Files.readString(template), Parser.xmlParser());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String contents(Path folder, String ending) {
        try {
            StringBuilder all = new StringBuilder();
            for (Path file : files(folder, ending)) {
                all.append(Files.readString(file));
            }
            return all.toString();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
