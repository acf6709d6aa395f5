package io.papertrader.master;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows of docs/ARCHITECTURE.md. */
class ArchitectureTest {
    private static final String MASTER = "io.papertrader.master";
    private static final Pattern WRITES_MONEY =
            Pattern.compile("(INSERT INTO|UPDATE|DELETE FROM)\\s+(master_epoch|portfolio|holding|open_order|transaction"
                    + "|market_update|last_order|trading|corporate_action|action_part|missed_part)\\b");

    private static final JavaClasses MAIN =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages(MASTER);

    @Test
    void knowsNeitherWorkerNorClientNorLauncher() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.papertrader.worker..",
                        "io.papertrader.client..",
                        "io.papertrader.cli..",
                        "io.papertrader.standalone..",
                        "io.papertrader.bench..")
                .check(MAIN);
    }

    @Test
    void hasNoCyclesBetweenFeatures() {
        slices().matching(MASTER + ".(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @ParameterizedTest
    @CsvSource({
        "audit, leadership",
        "operator, audit leadership",
        "workers, audit leadership",
        "session, workers audit leadership",
        "asset, leadership forecast",
        "forecast, ''",
        "leadership, ''",
        "journal, asset leadership",
        "trade, session asset journal",
        "identity, session audit leadership",
        "limits, ''",
        "account, session trade audit leadership identity limits",
        "mail, ''",
        "token, session leadership",
        "recovery, mail token account session audit leadership limits",
        "registration, recovery token account trade session audit leadership limits",
        "replay, asset leadership",
        "live, actions asset leadership",
        "actions, asset journal replay audit leadership",
        "update, actions asset journal leadership audit",
        "backup, asset trade",
    })
    void featureKnowsOnlyWhatTheTableSays(String feature, String known) {
        Set<String> allowed = Stream.concat(Stream.of(feature), Arrays.stream(known.split(" ", -1)))
                .map(name -> MASTER + "." + name)
                .collect(Collectors.toSet());
        DescribedPredicate<JavaClass> otherFeature = DescribedPredicate.describe(
                "of a feature that " + feature + " does not know",
                other -> other.getPackageName().startsWith(MASTER + ".") && !allowed.contains(other.getPackageName()));

        noClasses()
                .that()
                .resideInAPackage(MASTER + "." + feature)
                .should()
                .dependOnClassesThat(otherFeature)
                .check(MAIN);
    }

    @Test
    void everyPackageIsInTheTable() {
        classes()
                .should()
                .resideInAnyPackage(
                        MASTER,
                        MASTER + ".audit",
                        MASTER + ".operator",
                        MASTER + ".limits",
                        MASTER + ".workers",
                        MASTER + ".session",
                        MASTER + ".asset",
                        MASTER + ".forecast",
                        MASTER + ".replay",
                        MASTER + ".live",
                        MASTER + ".actions",
                        MASTER + ".leadership",
                        MASTER + ".journal",
                        MASTER + ".trade",
                        MASTER + ".identity",
                        MASTER + ".account",
                        MASTER + ".mail",
                        MASTER + ".token",
                        MASTER + ".recovery",
                        MASTER + ".registration",
                        MASTER + ".update",
                        MASTER + ".backup",
                        MASTER + ".server",
                        MASTER + ".admin")
                .check(MAIN);
    }

    /** Money is whole numbers; what may be, is arithmetic on closes alone. */
    @Test
    void forecastsKnowNoMoreThanTheWordsAndTheMessages() {
        classes()
                .that()
                .resideInAPackage(MASTER + ".forecast")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        MASTER + ".forecast",
                        "io.papertrader.vocabulary",
                        "io.papertrader.codec.message",
                        "java..",
                        "org.jspecify..")
                .check(MAIN);
    }

    @Test
    void whatAllFeaturesShareKnowsNoFeature() {
        noClasses()
                .that()
                .resideInAPackage(MASTER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(MASTER + ".*..")
                .check(MAIN);
    }

    @Test
    void onlyTheServerKnowsSockets() {
        // The certificates that an HTTP client trusts are no socket.
        noClasses()
                .that()
                .resideOutsideOfPackage(MASTER + ".server")
                .should()
                .dependOnClassesThat(
                        JavaClass.Predicates.resideInAnyPackage("io.vertx.core.net..", "java.net.http..", "io.netty..")
                                .and(DescribedPredicate.not(JavaClass.Predicates.assignableTo(TrustOptions.class))))
                .check(MAIN);
    }

    /** A class whose text writes a table of money knows no other connection than the writer's. */
    @Test
    void moneyIsWrittenOnlyThroughTheWriter() {
        DescribedPredicate<JavaClass> writesMoney = containText(WRITES_MONEY);
        assertThat(MAIN.that(writesMoney))
                .extracting(JavaClass::getSimpleName)
                .contains("Journal", "LeadConnection", "ActionRows");

        noClasses()
                .that(writesMoney)
                .and()
                .resideOutsideOfPackage(MASTER + ".leadership")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("io\\.vertx\\.(mutiny\\.)?(sql|pg)client\\.(\\w*Pool|\\w*Connection|\\w*Client)"
                        + "|javax?\\.sql\\.\\w+|io\\.agroal\\..+")
                .check(MAIN);
    }

    private static DescribedPredicate<JavaClass> containText(Pattern text) {
        return DescribedPredicate.describe(
                "contain " + text, type -> text.matcher(content(type)).find());
    }

    /** The file as it is: its constants are in UTF-8. */
    private static String content(JavaClass type) {
        try (InputStream file = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            return new String(file.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void takesTimeAndChanceFromItsCaller() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(MAIN);
    }
}
