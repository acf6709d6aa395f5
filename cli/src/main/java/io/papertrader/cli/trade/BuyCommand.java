package io.papertrader.cli.trade;

import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code buy}. */
@Command(name = "buy", description = "Buy an asset, at the value of the next update.")
public final class BuyCommand implements Callable<Integer> {
    private final OrderDesk desk;

    @Parameters(index = "0", paramLabel = "SYMBOL", description = "The asset.")
    AssetSymbol symbol;

    @Parameters(index = "1", paramLabel = "QUANTITY", description = "How much, as 10 or 0.5.")
    Quantity quantity;

    @Mixin
    OrderOptions options = new OrderOptions();

    BuyCommand(OrderDesk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        return desk.place(Side.BUY, symbol, (client, session) -> quantity, options);
    }
}
