package io.papertrader.bench.orders;

import io.papertrader.bench.edge.ServerPair;
import io.papertrader.bench.start.ProcessorTime;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;

/**
 * The processor's time of the programs that orders pass through. Beside other work it holds where a rate does not; it
 * counts what nobody waits for, too.
 */
record ProcessorTimes(Duration client, Duration worker, Duration master, Duration database) {
    private static final double NANOS_A_MICRO = 1e3;

    static ProcessorTimes of(ServerPair network, ProcessHandle database) throws IOException {
        return new ProcessorTimes(
                ProcessorTime.ofThisProgram().own(),
                network.worker().processorTime(),
                network.master().processorTime(),
                ProcessorTime.ofFamily(database));
    }

    /** Those of something that took no worker and no master: its client has ended, and was this program's child. */
    static ProcessorTimes ofPeer(ProcessHandle database) throws IOException {
        return new ProcessorTimes(
                ProcessorTime.ofThisProgram().ofEnded(),
                Duration.ZERO,
                Duration.ZERO,
                ProcessorTime.ofFamily(database));
    }

    ProcessorTimes since(ProcessorTimes before) {
        return new ProcessorTimes(
                client.minus(before.client),
                worker.minus(before.worker),
                master.minus(before.master),
                database.minus(before.database));
    }

    Duration all() {
        return client.plus(worker).plus(master).plus(database);
    }

    /** The microseconds that one of so many things took of a program. */
    double micros(Function<ProcessorTimes, Duration> program, double things) {
        return program.apply(this).toNanos() / NANOS_A_MICRO / things;
    }
}
