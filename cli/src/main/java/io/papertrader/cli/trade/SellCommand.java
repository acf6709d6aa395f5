package io.papertrader.cli.trade;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.command.Converters;
import io.papertrader.cli.session.SavedSession;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.client.connection.RefusedException;
import io.papertrader.codec.message.TradeReply.Portfolio;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code sell}. */
@Command(name = "sell", description = "Sell an asset, at the value of the next update.")
public final class SellCommand implements Callable<Integer> {
    private final OrderDesk desk;

    @Parameters(index = "0", paramLabel = "SYMBOL", description = "The asset.")
    AssetSymbol symbol;

    @Parameters(
            index = "1",
            paramLabel = "QUANTITY",
            converter = PartOrAllConverter.class,
            description = "How much, as 10 or 0.5; or: all.")
    PartOrAll part;

    @Mixin
    OrderOptions options = new OrderOptions();

    /** A quantity, or nothing for all that is held. */
    record PartOrAll(Optional<Quantity> quantity) {}

    /** Reads either. */
    static final class PartOrAllConverter implements ITypeConverter<PartOrAll> {
        @Override
        public PartOrAll convert(String text) {
            try {
                return new PartOrAll("all".equals(text) ? Optional.empty() : Optional.of(Converters.quantity(text)));
            } catch (IllegalArgumentException outOfBounds) {
                throw new TypeConversionException("'" + text + "' " + outOfBounds.getMessage() + ", or: all.");
            }
        }
    }

    SellCommand(OrderDesk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        return desk.place(
                Side.SELL,
                symbol,
                (client, session) ->
                        part.quantity().or(() -> before(client, session)).orElseGet(() -> all(client, session)),
                options);
    }

    /** All that there was when the order was placed with this id before: said again, it means the same. */
    private Optional<Quantity> before(PaperTraderClient client, SavedSession session) {
        return options.id
                .flatMap(new History(client, session.username())::find)
                .flatMap(Transaction::owned)
                .map(Transaction.Owned::quantity);
    }

    /** All that is free; queued sales hold the rest back. */
    private Quantity all(PaperTraderClient client, SavedSession session) {
        return await(client.wholePortfolio(session.username())).owned().stream()
                .flatMap(owned -> owned.holdings().stream())
                .filter(holding -> holding.symbol().isSameAssetAs(symbol))
                .map(SellCommand::free)
                .filter(Quantity::isPositive)
                .findAny()
                .orElseThrow(() -> new RefusedException(
                        FailCode.INSUFFICIENT_HOLDINGS, "You hold no " + symbol + " that could be sold."));
    }

    private static Quantity free(Portfolio.Holding holding) {
        return holding.quantity().minus(holding.reserved());
    }
}
