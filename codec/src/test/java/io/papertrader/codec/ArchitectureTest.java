package io.papertrader.codec;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses MAIN =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("io.papertrader.codec");

    @Test
    void dependsOnNothingButTheJdkVertxBuffersAndBouncyCastle() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.crypto..",
                        "io.vertx..",
                        "io.netty.buffer..",
                        "org.bouncycastle..",
                        "org.jspecify.annotations..",
                        "io.papertrader.vocabulary..",
                        "io.papertrader.codec..")
                .check(MAIN);
    }

    @Test
    void hasNoCyclesBetweenPackages() {
        slices().matching("io.papertrader.codec.(*)..")
                .should()
                .beFreeOfCycles()
                .check(MAIN);
    }

    @Test
    void takesTimeAndChanceFromItsCaller() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(MAIN);
    }
}
