package io.papertrader.market.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.market.Remedy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** {@code -Dpapertrader.seed=42} tries another seed alone; {@code make simulate} runs longer. */
class SimulationTest {
    private static final int FIXED_SEEDS = 3;

    static final List<Long> SEEDS = Long.getLong("papertrader.seed") == null
            ? LongStream.rangeClosed(1, FIXED_SEEDS).boxed().toList()
            : List.of(Long.getLong("papertrader.seed"));
    private static final long COMMANDS = 12_000;
    private static final Set<String> REMEDIES = new HashSet<>();
    private static int runs;

    @ParameterizedTest(name = "seed {0}")
    @FieldSource("SEEDS")
    void holdsEveryLawWhereManyClientsDoALittle(long seed) {
        run(seed, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @FieldSource("SEEDS")
    void holdsEveryLawWhereFewClientsDoMore(long seed) {
        run(seed, 15);
    }

    /** Portfolios that are remembered, forgotten and looked up meet here in every order. */
    @ParameterizedTest(name = "seed {0}")
    @FieldSource("SEEDS")
    void holdsEveryLawWhereThreeClientsDoAll(long seed) {
        run(seed, 3);
    }

    private static void run(long seed, int clients) {
        Simulation simulation = new Simulation(seed, clients);
        simulation.run(COMMANDS);
        REMEDIES.addAll(simulation.remedies());
        runs++;
    }

    /** Each way on from a refusal of the store was gone, where all of these tests ran. */
    @AfterAll
    static void everyRemedyHasOccurred() {
        if (runs == 3 * FIXED_SEEDS) {
            assertThat(REMEDIES)
                    .containsExactlyInAnyOrderElementsOf(Stream.of(Remedy.class.getPermittedSubclasses())
                            .map(Class::getSimpleName)
                            .toList());
        }
    }
}
