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
    private static final int CLIENTS = 2_000;

    @ParameterizedTest(name = "seed {0}")
    @FieldSource("SEEDS")
    void holdsEveryLawWhateverHappens(long seed) {
        System.out.println("seed " + seed + ": " + new Simulation(seed, CLIENTS).run(COMMANDS));
    }
}
