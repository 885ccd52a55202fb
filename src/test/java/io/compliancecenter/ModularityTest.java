package io.compliancecenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.GeneratedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The packages use each other only as their {@code package-info.java} allows, and {@code docs/architecture.md} shows how. */
class ModularityTest {

    private static final Path ARCHITECTURE = Path.of("docs/architecture.md");
    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

    private final ApplicationModules modules = ApplicationModules.of(ComplianceCenter.class);

    @Test
    void modulesUseOnlyWhatTheyMay() {
        modules.verify();
    }

    @Test
    void modulesDeclareOnlyWhatTheyUse() {
        assertThat(modules.stream()
                        .flatMap(module -> declared(module).stream()
                                .filter(declared -> !uses(module, declared))
                                .map(declared -> name(module) + " -> " + declared)))
                .isEmpty();
    }

    private static List<String> declared(ApplicationModule module) {
        return module.getBasePackage()
                .getAnnotation(org.springframework.modulith.ApplicationModule.class)
                .map(annotation -> List.of(annotation.allowedDependencies()))
                .orElseThrow();
    }

    /** @param declared a module, or one of its named interfaces after two colons */
    private boolean uses(ApplicationModule module, String declared) {
        String[] parts = declared.split(" :: ");
        return module.getDirectDependencies(modules).stream()
                .filter(used -> name(used.getTargetModule()).equals(parts[0]))
                .anyMatch(used -> used.getTargetModule().getNamedInterfaces().stream()
                        .filter(part -> parts.length == 1
                                ? part.isUnnamed()
                                : part.getName().equals(parts[1]))
                        .anyMatch(part -> part.contains(used.getTargetType())));
    }

    /** Mermaid, because GitHub renders it, and the Documenter of Spring Modulith writes PlantUML only. */
    @Test
    void theDiagramShowsWhichModuleUsesWhich() throws IOException {
        SortedMap<String, Set<String>> uses = new TreeMap<>();
        modules.stream().forEach(module -> uses.put(name(module), names(module)));
        assertThat(uses).isNotEmpty();
        StringBuilder diagram = new StringBuilder("```mermaid\nflowchart TD\n");
        uses.forEach((module, used) -> used.stream()
                .filter(target -> !isReachedThroughAnother(target, used, uses))
                .forEach(target -> diagram.append("  %s --> %s\n".formatted(module, target))));
        new GeneratedDocument(ARCHITECTURE, "module diagram")
                .assertIsUpToDate(diagram.append("```\n").toString());
    }

    @Test
    void theTableSaysWhatEachModuleIsFor() throws IOException {
        StringBuilder table = new StringBuilder("| module | job | uses |\n|---|---|---|\n");
        List<ApplicationModule> sorted = modules.stream()
                .sorted((one, other) -> name(one).compareTo(name(other)))
                .toList();
        for (ApplicationModule module : sorted) {
            table.append("| `%s` | %s | %s |\n".formatted(name(module), job(module), String.join(", ", names(module))));
        }
        new GeneratedDocument(ARCHITECTURE, "module table").assertIsUpToDate(table.toString());
    }

    private Set<String> names(ApplicationModule module) {
        return module.getDirectDependencies(modules)
                .uniqueModules()
                .map(ModularityTest::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }

    /** An arrow to what another arrow leads to anyway would hide the others. */
    private static boolean isReachedThroughAnother(
            String target, Set<String> used, SortedMap<String, Set<String>> uses) {
        return used.stream().anyMatch(other -> !other.equals(target) && reaches(other, target, uses));
    }

    private static boolean reaches(String from, String target, SortedMap<String, Set<String>> uses) {
        return uses.get(from).stream().anyMatch(next -> next.equals(target) || reaches(next, target, uses));
    }

    /** What the package says of itself. */
    private static String job(ApplicationModule module) throws IOException {
        String source = Files.readString(
                Path.of("src/main/java", module.getBasePackage().getName().replace('.', '/'), "package-info.java"));
        Matcher javadoc = JAVADOC.matcher(source);
        assertThat(javadoc.find()).as("%s has a sentence", module).isTrue();
        return javadoc.group(1)
                .replaceAll("\\s*\\n\\s*\\*?\\s*", " ")
                .replaceAll("\\{@\\w+ ([^}]*)}", "`$1`")
                .strip();
    }
}
