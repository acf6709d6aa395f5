package io.papertrader.cli.trade;

import io.papertrader.cli.command.BoundedTime;
import io.papertrader.vocabulary.TransactionId;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of placing an order; buying and selling take these. */
public final class OrderOptions {
    @Option(names = "--wait", description = "Wait until it has settled, and show at what price.")
    boolean isAwaited;

    @Option(
            names = "--id",
            paramLabel = "UUID",
            description =
                    "The order's id, which is printed before it is sent. The same order with the same id is placed"
                            + " once, however often this is typed.")
    Optional<TransactionId> id = Optional.empty();

    @Option(
            names = "--within",
            paramLabel = "TIME",
            converter = Within.class,
            description = "Do not place it later than this from now, as 10 or 1m; 30 s where nothing is said.")
    Optional<Duration> within = Optional.empty();

    /** A moment at least, for the way there. */
    static final class Within extends BoundedTime {
        Within() {
            super("0.1", "24h");
        }
    }
}
