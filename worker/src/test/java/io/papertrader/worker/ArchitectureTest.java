package io.papertrader.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.papertrader.worker");

    @Test
    void ofTheOtherModulesOnlyCodecAndNodeAreUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.papertrader.master..",
                        "io.papertrader.client..",
                        "io.papertrader.cli..",
                        "io.papertrader.bench..")
                .check(classes);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.papertrader.worker.(*)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }

    @Test
    void theLinkKnowsNoneOfThePartsThatStandOnIt() {
        noClasses()
                .that()
                .resideInAPackage("..worker.master..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..worker.clients..",
                        "..worker.session..",
                        "..worker.account..",
                        "..worker.asset..",
                        "..worker.server..")
                .check(classes);
    }

    @Test
    void timeAndChanceAreInjected() {
        noClasses()
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
                .orShould()
                .callConstructor(SecureRandom.class)
                .orShould()
                .callConstructor(Random.class)
                .check(classes);
    }
}
