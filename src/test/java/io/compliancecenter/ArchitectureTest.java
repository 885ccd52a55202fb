package io.compliancecenter;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;

/** What the code keeps to that a compiler does not see. */
@AnalyzeClasses(
        packages = "io.compliancecenter",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WrittenByHand.class})
class ArchitectureTest {

    /** Without what an earlier build may have processed ahead of time. */
    static final class WrittenByHand implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("__") && !location.contains("$$");
        }
    }

    private static final Set<String> CLOCKS = Set.of(
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.OffsetDateTime",
            "java.time.ZonedDateTime",
            "java.time.LocalTime",
            "java.time.YearMonth",
            "java.time.Year");

    @ArchTest
    static final ArchRule onlyTheInjectedClockTellsTheTime = noClasses()
            .should(callMethodWhere(target(nameMatching("now"))
                    .and(target(owner(DescribedPredicate.<JavaClass>describe(
                            "a class of java.time", type -> CLOCKS.contains(type.getName())))))
                    .and(DescribedPredicate.describe(
                            "without a clock",
                            call -> call.getTarget().getRawParameterTypes().stream()
                                    .noneMatch(parameter -> parameter.isEquivalentTo(Clock.class))))))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("records are stamped by the database, and everything else by the one Clock bean");

    /** Without a class loader it is the one of the thread that comes first, and belongs to an application that may end before this one. */
    @ArchTest
    static final ArchRule resourcesAreReadByTheProgramsOwnClassLoader =
            noClasses().should().callConstructor(ClassPathResource.class, String.class);

    @ArchTest
    static final ArchRule controllersAreNobodysBusiness = classes()
            .that()
            .areAnnotatedWith(Controller.class)
            .should()
            .notBePublic()
            .andShould()
            .onlyHaveDependentClassesThat(DescribedPredicate.alwaysFalse());

    @ArchTest
    static final ArchRule transactionsAreOfServices = noMethods()
            .that()
            .areAnnotatedWith(Transactional.class)
            .should()
            .beDeclaredInClassesThat()
            .areAnnotatedWith(Controller.class);

    /** What Spring Data 4.1 generates for such a method when an application is processed ahead of time does not execute the query. */
    @ArchTest
    static final ArchRule queriesReturnSomething = methods()
            .that()
            .areMetaAnnotatedWith(Query.class)
            .and()
            .areNotAnnotatedWith(Modifying.class)
            .should()
            .notHaveRawReturnType(void.class);

    @ArchTest
    static final ArchRule everyPackageSaysWhatIsNull = classes()
            .should(com.tngtech.archunit.lang.conditions.ArchConditions.be(DescribedPredicate.describe(
                    "in a package that is @NullMarked",
                    type -> type.getPackage().isAnnotatedWith(NullMarked.class))));

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields =
            com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    static final ArchRule nothingIsPrinted =
            com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule valuesDoNotChange = com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields()
            .that()
            .areStatic()
            .should()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule largePdfsAreLoadedInTime = noClasses()
            .should(callMethodWhere(
                    target(nameMatching("loadPDF")).and(target(owner(nameMatching("org\\.apache\\.pdfbox\\.Loader"))))))
            .because("PDFBox's own takes time in the square of a document's size");

    /** Of all source folders, those of tests and of the benchmark too; {@code package-info.java} does not count. */
    @Test
    void noFolderHasMoreThanTwentyClasses() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            Map<Path, Long> folders = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
            assertThat(folders).isNotEmpty();
            assertThat(folders.entrySet())
                    .filteredOn(folder -> folder.getValue() > 20)
                    .isEmpty();
        }
    }
}
