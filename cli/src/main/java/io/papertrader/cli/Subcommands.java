package io.papertrader.cli;

import io.papertrader.cli.account.AccountCommand;
import io.papertrader.cli.account.InfoCommand;
import io.papertrader.cli.account.PasswordCommand;
import io.papertrader.cli.account.RegisterCommand;
import io.papertrader.cli.account.SessionsCommand;
import io.papertrader.cli.admin.AdminCommand;
import io.papertrader.cli.asset.AssetsCommand;
import io.papertrader.cli.asset.ChartCommand;
import io.papertrader.cli.asset.MarketCommand;
import io.papertrader.cli.asset.PredictCommand;
import io.papertrader.cli.asset.QuoteCommand;
import io.papertrader.cli.export.ExportCommand;
import io.papertrader.cli.session.LoginCommand;
import io.papertrader.cli.session.LogoutCommand;
import io.papertrader.cli.session.WorkersCommand;
import io.papertrader.cli.trade.BuyCommand;
import io.papertrader.cli.trade.CancelCommand;
import io.papertrader.cli.trade.HistoryCommand;
import io.papertrader.cli.trade.PortfolioCommand;
import io.papertrader.cli.trade.SellCommand;
import io.papertrader.cli.watch.WatchCommand;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine;

/**
 * The commands below the top, in the order of the help. A line that begins with the name of one needs no other: to
 * model them all takes longer than most of them take to run.
 */
final class Subcommands {
    private static final List<Subcommand> ALL = List.of(
            new Subcommand("register", RegisterCommand.class),
            new Subcommand("login", LoginCommand.class),
            new Subcommand("logout", LogoutCommand.class),
            new Subcommand("sessions", SessionsCommand.class),
            new Subcommand("password", PasswordCommand.class),
            new Subcommand("account", AccountCommand.class),
            new Subcommand("assets", AssetsCommand.class),
            new Subcommand("quote", QuoteCommand.class),
            new Subcommand("market", MarketCommand.class),
            new Subcommand("chart", ChartCommand.class),
            new Subcommand("info", InfoCommand.class),
            new Subcommand("predict", PredictCommand.class),
            new Subcommand("buy", BuyCommand.class),
            new Subcommand("sell", SellCommand.class),
            new Subcommand("cancel", CancelCommand.class),
            new Subcommand("portfolio", PortfolioCommand.class),
            new Subcommand("history", HistoryCommand.class),
            new Subcommand("watch", WatchCommand.class),
            new Subcommand("export", ExportCommand.class),
            new Subcommand("workers", WorkersCommand.class),
            new Subcommand("admin", AdminCommand.class),
            new Subcommand("completion", CompletionCommand.class),
            new Subcommand("manual", ManualCommand.class));

    /** The commands that print something made of all commands. */
    private static final Set<String> WITH_ALL = Set.of("completion", "manual");

    private Subcommands() {}

    private record Subcommand(String name, Class<?> type) {}

    /** Gives the command those that the arguments may mean. */
    static void addTo(CommandLine top, String... arguments) {
        Predicate<String> isMeant = arguments.length == 0 ? name -> true : meantBy(arguments[0]);
        ALL.stream()
                .filter(command -> isMeant.test(command.name()))
                .forEach(command -> top.addSubcommand(command.type()));
    }

    private static Predicate<String> meantBy(String first) {
        boolean isAlone = !WITH_ALL.contains(first)
                && ALL.stream().anyMatch(command -> command.name().equals(first));
        return name -> !isAlone || name.equals(first);
    }
}
