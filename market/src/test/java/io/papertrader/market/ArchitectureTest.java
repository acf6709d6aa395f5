package io.papertrader.market;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests()))
            .importPackages("io.papertrader.market");
    private static final DescribedPredicate<JavaClass> FLOATING = DescribedPredicate.describe(
            "floating point",
            type -> List.of("float", "double", "java.lang.Float", "java.lang.Double")
                    .contains(type.getName()));

    @Test
    void dependsOnTheVocabularyAndPlainJavaAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.math..",
                        "java.time..",
                        "java.util",
                        "java.util.function",
                        "java.util.stream",
                        "io.papertrader.vocabulary..",
                        "io.papertrader.market..")
                .check(MAIN);
    }

    @Test
    void hasNoCyclesBetweenPackages() {
        slices().matching("io.papertrader.(market.*)..")
                .should()
                .beFreeOfCycles()
                .check(MAIN);
    }

    @Test
    void matterKnowsNothingOfTheMachine() {
        noClasses()
                .that()
                .resideInAnyPackage("..market.ledger..", "..market.order..", "..market.value..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.papertrader.market")
                .check(MAIN);
    }

    @Test
    void takesTimeAndChanceFromItsOwner() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\..*Random.*")
                .check(MAIN);
    }

    @Test
    void countsInWholeNumbersAlone() {
        noFields().should().haveRawType(FLOATING).check(MAIN);
        noMethods().should().haveRawReturnType(FLOATING).check(MAIN);
        noClasses().should().dependOnClassesThat(FLOATING).check(MAIN);
    }
}
