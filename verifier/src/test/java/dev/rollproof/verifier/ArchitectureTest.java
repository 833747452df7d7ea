package dev.rollproof.verifier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileDescriptor;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of the house. Ordinary tests: Surefire has skipped ArchUnit's own fields in silence. */
class ArchitectureTest {
    private static final String ROOT = "dev.rollproof.verifier";

    /** The way the data goes: each room imports only from those before it. */
    private static final List<String> ROOMS = List.of(
            ROOT + ".sql",
            ROOT + ".migration",
            ROOT + ".layout",
            ROOT + ".project",
            ROOT + ".database",
            ROOT + ".d1",
            ROOT + ".dialect",
            ROOT + ".run",
            ROOT + ".snapshot",
            ROOT + ".history",
            ROOT + ".diff",
            ROOT + ".seed",
            ROOT + ".synthetic",
            ROOT + ".rows",
            ROOT + ".check",
            ROOT + ".verdict",
            ROOT + ".rewrite",
            ROOT + ".migrator",
            ROOT,
            ROOT + ".report",
            ROOT + ".cli");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** A rule over no classes passes: these are really there. */
    @Test
    void everyRoomIsLookedAt() {
        assertThat(CLASSES.size()).isGreaterThan(100);
        for (String room : ROOMS) {
            assertThat(CLASSES.stream().map(JavaClass::getPackageName)).contains(room);
        }
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct()).hasSameSizeAs(ROOMS);
    }

    /** A rule that cannot fail passes too: this one must. */
    @Test
    void aBrokenRuleIsSeen() {
        ArchRule brokenOnPurpose = noClasses().should().dependOnClassesThat().resideInAPackage("org.sqlite..");
        assertThatThrownBy(() -> brokenOnPurpose.check(CLASSES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(ROOT + ".database.");
    }

    @TestFactory
    List<DynamicTest> importsRunOneWay() {
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < ROOMS.size(); i++) {
            String room = ROOMS.get(i);
            String[] later = ROOMS.subList(i + 1, ROOMS.size()).toArray(String[]::new);
            if (later.length > 0) {
                tests.add(DynamicTest.dynamicTest(
                        room,
                        () -> noClasses()
                                .that()
                                .resideInAPackage(room)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(later)
                                .check(CLASSES)));
            }
        }
        return tests;
    }

    @Test
    void onlyTheDatabaseRoomOpensSqlite() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".database")
                .should()
                .dependOnClassesThat(resideIn("org.sqlite")
                        .or(DescribedPredicate.describe(
                                "are DriverManager", type -> type.isEquivalentTo(DriverManager.class))))
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(FileDescriptor.class)
                .check(CLASSES);
    }

    @Test
    void theVerifierKnowsNothingOfJUnit() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "org.assertj..")
                .check(CLASSES);
    }

    /** What users of the extension do not get on their class path is used in one place. */
    @Test
    void picocliIsTheCommandLinesAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(CLASSES);
    }

    @Test
    void checksShowOnlyWhatOthersNeed() {
        classes()
                .that()
                .implement(dev.rollproof.verifier.check.Check.class)
                .should()
                .bePackagePrivate()
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> resideIn(String root) {
        return DescribedPredicate.describe(
                "reside in " + root, type -> type.getPackageName().startsWith(root));
    }
}
