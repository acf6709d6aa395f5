package io.papertrader.market.simulation;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The long form, started by {@code make simulate}: so many seeds from the first one, each with so many commands. */
class SimulationRun {
    static final List<Long> SEEDS = LongStream.range(0, Long.getLong("papertrader.seeds", 3))
            .map(number -> Long.getLong("papertrader.seed", 1) + number)
            .boxed()
            .toList();
    private static final long COMMANDS = Long.getLong("papertrader.commands", 1_000_000);
    private static final int MANY = 2_000;
    private static final int FEW = 15;

    @ParameterizedTest(name = "seed {0}")
    @FieldSource("SEEDS")
    void holdsEveryLawWhereManyClientsDoALittle(long seed) {
        System.out.println("seed " + seed + ": " + new Simulation(seed, MANY).run(COMMANDS));
    }

    @ParameterizedTest(name = "seed {0}")
    @FieldSource("SEEDS")
    void holdsEveryLawWhereFewClientsDoALot(long seed) {
        System.out.println("seed " + seed + ": " + new Simulation(seed, FEW).run(COMMANDS));
    }
}
