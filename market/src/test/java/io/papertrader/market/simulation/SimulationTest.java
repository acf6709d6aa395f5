package io.papertrader.market.simulation;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** {@code -Dpapertrader.seed=42} tries another seed alone; {@code make simulate} runs longer. */
class SimulationTest {
    static final List<Long> SEEDS = Long.getLong("papertrader.seed") == null
            ? LongStream.rangeClosed(1, 3).boxed().toList()
            : List.of(Long.getLong("papertrader.seed"));
    private static final long COMMANDS = 12_000;

    @ParameterizedTest(name = "seed {0}")
    @FieldSource("SEEDS")
    void holdsEveryLawWhereManyClientsDoALittle(long seed) {
        new Simulation(seed, 300).run(COMMANDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @FieldSource("SEEDS")
    void holdsEveryLawWhereFewClientsDoMore(long seed) {
        new Simulation(seed, 15).run(COMMANDS);
    }

    /** Portfolios that are remembered, forgotten and looked up meet here in every order. */
    @ParameterizedTest(name = "seed {0}")
    @FieldSource("SEEDS")
    void holdsEveryLawWhereThreeClientsDoAll(long seed) {
        new Simulation(seed, 3).run(COMMANDS);
    }
}
