package io.papertrader.client;

import io.papertrader.client.account.InfoCommand;
import io.papertrader.client.account.RegisterCommand;
import io.papertrader.client.admin.AdminCommand;
import io.papertrader.client.asset.ChartCommand;
import io.papertrader.client.asset.PredictCommand;
import io.papertrader.client.asset.QuoteCommand;
import io.papertrader.client.export.ExportCommand;
import io.papertrader.client.session.LoginCommand;
import io.papertrader.client.session.LogoutCommand;
import io.papertrader.client.session.NetworkOptions;
import io.papertrader.client.session.WorkersCommand;
import io.papertrader.client.trade.BuyCommand;
import io.papertrader.client.trade.HistoryCommand;
import io.papertrader.client.trade.PortfolioCommand;
import io.papertrader.client.trade.SellCommand;
import io.papertrader.client.view.OutputOptions;
import io.papertrader.client.watch.WatchCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ScopeType;

/** {@code papertrader}: all commands, and the options that each of them takes. */
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
            "4:no worker, or no master, could be reached",
            "5:a defect in this program"
        },
        subcommands = {
            RegisterCommand.class,
            LoginCommand.class,
            LogoutCommand.class,
            QuoteCommand.class,
            ChartCommand.class,
            InfoCommand.class,
            PredictCommand.class,
            BuyCommand.class,
            SellCommand.class,
            PortfolioCommand.class,
            HistoryCommand.class,
            WatchCommand.class,
            ExportCommand.class,
            WorkersCommand.class,
            AdminCommand.class,
            CompletionCommand.class,
            ManualCommand.class
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
