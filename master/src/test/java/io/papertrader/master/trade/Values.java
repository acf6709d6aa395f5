package io.papertrader.master.trade;

import io.papertrader.codec.message.Asset;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The values that updates bring, and the cost of orders by the fee of these tests: 0.50 and 0.1 %. */
final class Values {
    private Values() {}

    static BigDecimal decimal(Money money) {
        return BigDecimal.valueOf(money.units(), 8);
    }

    static BigDecimal gross(Money value, String quantity) {
        return decimal(value).multiply(new BigDecimal(quantity)).setScale(8, RoundingMode.HALF_EVEN);
    }

    static BigDecimal fee(BigDecimal gross) {
        return gross.divide(BigDecimal.valueOf(1000), 8, RoundingMode.HALF_EVEN).add(new BigDecimal("0.5"));
    }

    static BigDecimal cost(Money value, String quantity) {
        BigDecimal gross = gross(value, quantity);
        return gross.add(fee(gross));
    }

    /** One asset's close times a factor. */
    static UnaryOperator<AssetUpdate> times(String symbol, long factor) {
        return each(symbol, asset -> {
            Money close = new Money(asset.close().units() * factor);
            return Optional.of(new Asset(asset.symbol(), asset.open(), close, asset.low(), close, asset.volume()));
        });
    }

    /** One asset's close. */
    static UnaryOperator<AssetUpdate> close(String symbol, String value) {
        Money close = Money.of(value);
        return each(symbol, asset -> Optional.of(new Asset(asset.symbol(), close, close, close, close, Quantity.ZERO)));
    }

    /** Without the asset. */
    static UnaryOperator<AssetUpdate> without(String symbol) {
        return each(symbol, asset -> Optional.empty());
    }

    private static UnaryOperator<AssetUpdate> each(
            String symbol, java.util.function.Function<Asset, Optional<Asset>> change) {
        AssetSymbol wanted = new AssetSymbol(symbol);
        return update -> {
            return new AssetUpdate(update.samples().stream()
                    .flatMap(sample -> sample.asset().symbol().equals(wanted)
                            ? change.apply(sample.asset()).map(sample::with).stream()
                            : Stream.of(sample))
                    .toList());
        };
    }
}
