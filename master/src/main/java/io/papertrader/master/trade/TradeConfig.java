package io.papertrader.master.trade;

import io.papertrader.node.config.AtLeastOne;
import io.papertrader.vocabulary.Money;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/** What accounts begin with and what trading costs. */
@ConfigMapping(prefix = "papertrader.trade")
public interface TradeConfig {
    /** The cash of a new account. */
    @WithDefault("100000.00")
    @WithConverter(MoneyConverter.class)
    Money startingCash();

    /** The currency that accounts are kept in; assets in another are not traded. */
    @WithDefault("USD")
    String currency();

    /** The fee of each settled transaction, in the currency of the account. */
    @WithDefault("0")
    @WithConverter(MoneyConverter.class)
    Money fee();

    /** The fee as a share of the transaction's value, in percent, on top of the fixed one. */
    @WithDefault("0")
    @WithConverter(MoneyConverter.class)
    Money feePercent();

    /** The most open orders of a portfolio; more are refused. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("1000")
    int maxOpenOrders();

    /** An order ends when its asset has had no value for so long. */
    @WithDefault("7d")
    Duration expireAfter();

    /** Ended orders of a portfolio that stay in memory, so that one that is sent again is known without a look-up. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("100")
    int rememberedOrders();

    /** Reads plain decimals; none of these amounts is a debt. */
    class MoneyConverter implements Converter<Money> {
        private static final long serialVersionUID = 1L;

        @Override
        public Money convert(String value) {
            Money money = Money.of(value);
            if (money.units() < 0) {
                throw new IllegalArgumentException("must not be negative");
            }
            return money;
        }
    }
}
