package io.papertrader.cli;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Locale;
import picocli.CommandLine.IFactory;

/** Runs one command and ends with its exit code. */
@QuarkusMain
public final class PaperTrader implements QuarkusApplication {
    private final CommandLines commands;
    private final PaperTraderCommand top;
    private final IFactory factory;

    PaperTrader(CommandLines commands, PaperTraderCommand top, IFactory factory) {
        this.commands = commands;
        this.top = top;
        this.factory = factory;
    }

    @Override
    public int run(String... arguments) {
        // Its sentences are English in any locale, and so are the numbers in them.
        Locale.setDefault(Locale.ROOT);
        return commands.run(top, factory, arguments);
    }
}
