package io.papertrader.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.papertrader.cli");

    @Test
    void ofTheOtherModulesOnlyTheLibraryAndTheCodecAreUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.papertrader.node..",
                        "io.papertrader.master..",
                        "io.papertrader.worker..",
                        "io.papertrader.market..",
                        "io.papertrader.standalone..",
                        "io.papertrader.bench..")
                .check(classes);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.papertrader.cli.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void timeAndChanceComeFromOnePlace() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Surroundings.class)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .check(classes);
    }
}
