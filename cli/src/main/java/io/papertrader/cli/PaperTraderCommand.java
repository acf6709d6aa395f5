package io.papertrader.cli;

import io.papertrader.cli.session.NetworkOptions;
import io.papertrader.cli.view.OutputOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ScopeType;

/** {@code papertrader}: the options that each of its {@link Subcommands} takes. */
@Command(
        name = "papertrader",
        description = "Practise investing with real prices and no real money.",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:refused; the code and the reason are on the standard error",
            "2:the command was not understood",
            "3:nobody is logged in, or the session is over: papertrader login",
            "4:no worker, or no master, could be reached; or no answer tells what became of an order",
            "5:a defect in this program",
            "6:the output, or a file, could not be written; said by nothing else where the output's reader went away",
            "7:an order was accepted, and what became of it is not known yet: papertrader history"
        })
final class PaperTraderCommand {
    @Mixin
    final OutputOptions output;

    @Mixin
    final NetworkOptions network;

    PaperTraderCommand(OutputOptions output, NetworkOptions network) {
        this.output = output;
        this.network = network;
    }
}
