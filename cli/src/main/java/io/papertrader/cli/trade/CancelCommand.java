package io.papertrader.cli.trade;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.vocabulary.TransactionId;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cancel}: takes orders back. */
@Command(name = "cancel", description = "Take back an order that has not settled yet, or all of them.")
public final class CancelCommand implements Callable<Integer> {
    private final CancelDesk desk;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The order's id, as papertrader history shows it.")
    Optional<TransactionId> id = Optional.empty();

    @Option(names = "--all", description = "All orders that have not settled yet.")
    boolean isAll;

    CancelCommand(CancelDesk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        if (isAll == id.isPresent()) {
            throw CommandFailure.usage("Name one order, or say --all. Type: papertrader cancel --help");
        }
        return id.map(desk::cancel).orElseGet(desk::cancelAll);
    }
}
