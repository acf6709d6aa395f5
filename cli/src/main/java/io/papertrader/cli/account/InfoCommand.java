package io.papertrader.cli.account;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.asset.AssetSheet;
import io.papertrader.cli.session.Network;
import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Figures;
import io.papertrader.cli.view.Screen;
import io.papertrader.cli.view.Table;
import io.papertrader.cli.view.Times;
import io.papertrader.cli.view.Tone;
import io.papertrader.codec.message.AccountReply.UserInfo;
import io.papertrader.codec.message.UserName;
import io.papertrader.vocabulary.AssetSymbol;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code info}: all that is known of an asset, of another user, or of oneself. */
@Command(name = "info", description = "Show your account, an asset, or what is public of a user.")
public final class InfoCommand implements Callable<Integer> {
    private final Network network;
    private final AssetSheet assets;
    private final Screen screen;

    @ArgGroup
    Subject subject = new Subject();

    /** The subject to show; oneself where nothing is named. */
    static final class Subject {
        @Parameters(arity = "0..1", paramLabel = "SYMBOL", description = "The asset.")
        Optional<AssetSymbol> symbol = Optional.empty();

        @Option(names = "--user", paramLabel = "NAME", description = "The user.")
        Optional<UserName> user = Optional.empty();
    }

    InfoCommand(Network network, AssetSheet assets, Screen screen) {
        this.network = network;
        this.assets = assets;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        if (subject.symbol.isPresent()) {
            assets.show(subject.symbol.get());
        } else {
            show(network.loggedIn(
                    (client, session) -> await(client.userInfo(subject.user.orElse(session.username())))));
        }
        return 0;
    }

    private void show(UserInfo user) {
        if (screen.isJson()) {
            screen.json(UserInfo.LAYOUT.toJson(user));
            return;
        }
        Table table = new Table().words("").figures("");
        table.row(Cell.of("user", Tone.QUIET), Cell.of(user.username(), Tone.STRONG));
        table.row(Cell.of("member since", Tone.QUIET), Cell.of(Times.of(user.memberSince()) + " UTC"));
        user.owned().ifPresent(owned -> {
            owned.email().ifPresent(email -> table.row(Cell.of("email", Tone.QUIET), Cell.of(email)));
            if (!owned.externalProviders().isEmpty()) {
                table.row(
                        Cell.of("logs in with", Tone.QUIET),
                        Cell.of(String.join(", ", owned.externalProviders())
                                + (owned.isPassword() ? ", or a password" : "")));
            }
            table.row(Cell.of("cash", Tone.QUIET), Cell.of(Figures.amount(owned.cash())));
            table.row(Cell.of("reserved", Tone.QUIET), Cell.of(Figures.amount(owned.reserved())));
            table.row(Cell.of("equity", Tone.QUIET), Cell.of(Figures.amount(owned.equity()), Tone.STRONG));
        });
        screen.lines(table.lines(screen.paint()).stream().skip(1).toList());
    }
}
