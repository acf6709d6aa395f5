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

    /** Three runs share the commands of a seed, with thousands of clients, with some, and with very few. */
    @ParameterizedTest(name = "seed {0}")
    @FieldSource("SEEDS")
    void holdsEveryLawWhateverHappens(long seed) {
        for (int clients : List.of(2_000, 15, 3)) {
            String what = "seed %d, %d clients".formatted(seed, clients);
            System.out.println(what + " ...");
            System.out.println(what + ": " + new Simulation(seed, clients).run(COMMANDS / 3));
        }
    }
}
