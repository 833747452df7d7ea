package dev.rollproof.extension;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

/** The rules of the house. */
class ArchitectureTest {
    private static final String ROOT = "dev.rollproof.extension";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** A rule over no classes passes, and one that cannot fail too: these do neither. */
    @Test
    void aBrokenRuleIsSeen() {
        assertThat(CLASSES.size()).isGreaterThan(15);
        ArchRule brokenOnPurpose = noClasses().should().dependOnClassesThat().resideInAPackage("org.junit..");
        assertThatThrownBy(() -> brokenOnPurpose.check(CLASSES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(ROOT + ".MigratedDatabaseExtension");
    }

    @Test
    void onlyWhatUsersNameIsPublic() {
        assertThat(CLASSES.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> type.getEnclosingClass()
                                .map(outer -> outer.getModifiers().contains(JavaModifier.PUBLIC))
                                .orElse(true))
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder(
                        "MigratedDatabase",
                        "MigratedDatabases",
                        "Database",
                        "Scope",
                        "Seed",
                        "Seeder",
                        "Seeds",
                        "Storage",
                        "RollbackTest",
                        "TestDatabase",
                        "VersionTest",
                        "DatabaseAssertions",
                        "SchemaSnapshotAssert",
                        "TestDatabaseAssert",
                        "VerificationReportAssert");
    }

    @Test
    void theVerifierAloneOpensDatabases() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.sqlite..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(DriverManager.class)
                .check(CLASSES);
    }

    @Test
    void stateIsInJUnitsStores() {
        fields().should().beFinal().check(CLASSES);
    }

    @Test
    void standardStreamsAreForNotices() {
        noClasses()
                .that()
                .areNotAssignableTo(Notice.class)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    /** Who does not use the assertions needs no AssertJ. */
    @Test
    void assertJIsTheAssertionsAlone() {
        noClasses()
                .that()
                .haveNameNotMatching(".*Assert(ions)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.assertj..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(".*rollproof.*Assert(ions)?")
                .check(CLASSES);
    }

    /** Spring finds these, where it is there; all else loads without it. */
    @Test
    void springIsForWhatSpringLoads() {
        String forSpring = ".*Spring(CustomizerFactory|Customizer|Definitions|Listener)";
        noClasses()
                .that()
                .haveNameNotMatching(forSpring)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(forSpring)
                .check(CLASSES);
    }
}
