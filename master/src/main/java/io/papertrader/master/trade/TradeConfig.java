package io.papertrader.master.trade;

import io.papertrader.node.config.AtLeastOne;
import io.papertrader.node.config.WholeNumber;
import io.papertrader.vocabulary.Money;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The cash that accounts begin with, and the cost of trading. */
@ConfigMapping(prefix = "papertrader.trade")
public interface TradeConfig {
    /** The cash of a new account, 1,000,000,000 at most. */
    @WithDefault("100000.00")
    @WithConverter(Amount.class)
    Money startingCash();

    /** The currency that accounts are kept in; assets in another are not traded. */
    @WithDefault("USD")
    String currency();

    /** The fee of each settled transaction, in the currency of the account, 1,000,000,000 at most. */
    @WithDefault("0")
    @WithConverter(Amount.class)
    Money fee();

    /** The fee as a share of the transaction's value, in percent, 100 at most, on top of the fixed one. */
    @WithDefault("0")
    @WithConverter(Share.class)
    Money feePercent();

    /** The most open orders of a portfolio, 100000 at most; more are refused. */
    @WithConverter(OpenOrders.class)
    @WithDefault("1000")
    int maxOpenOrders();

    /** An order ends when its asset has had no value for so long. */
    @WithDefault("7d")
    Duration expireAfter();

    /**
     * The longest time between a worker's taking an order of purchaseAsset or sellAsset and the market's decision; a
     * later one is refused. It has to be shorter than the workers' {@code papertrader.master.request-timeout}, so that
     * a client that was told nothing by then finds the order in its history, or never.
     */
    @WithDefault("8s")
    Duration placeWithin();

    /** Ended orders of a portfolio that stay in memory, so that one that is sent again is known without a look-up. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("100")
    int rememberedOrders();

    /**
     * Reads an amount. A hundred thousand million is all that can be counted: a part of it leaves room for what is
     * earned.
     */
    class Amount extends BoundedMoney {
        private static final long serialVersionUID = 1L;

        public Amount() {
            super("1000000000");
        }
    }

    /** Reads percents. */
    class Share extends BoundedMoney {
        private static final long serialVersionUID = 1L;

        public Share() {
            super("100");
        }
    }

    /** Reads a number of open orders, of which each is found among the others with a look at few. */
    class OpenOrders extends WholeNumber {
        private static final long serialVersionUID = 1L;

        public OpenOrders() {
            super(1, 100_000);
        }
    }
}
