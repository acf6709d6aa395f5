package io.papertrader.master.asset;

import io.papertrader.codec.message.Bar;
import io.papertrader.market.action.ShareRatio;
import io.papertrader.vocabulary.Quantity;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;

/** A split: values from this date of the market on are of new shares. */
public record Split(LocalDate exDate, ShareRatio ratio) {
    /** A bar of before these splits, in the shares that they made. */
    static Bar adjusted(Bar bar, List<Split> splits) {
        Bar adjusted = bar;
        for (Split split : splits) {
            adjusted = split.adjusted(adjusted);
        }
        return adjusted;
    }

    private Bar adjusted(Bar bar) {
        return new Bar(
                bar.time(),
                ratio.valueOfNew(bar.open()),
                ratio.valueOfNew(bar.high()),
                ratio.valueOfNew(bar.low()),
                ratio.valueOfNew(bar.close()),
                newShares(bar.volume()));
    }

    /** The new shares that were traded; at most what a quantity can be. */
    private Quantity newShares(Quantity old) {
        BigInteger units = BigInteger.valueOf(old.units())
                .multiply(BigInteger.valueOf(ratio.newShares()))
                .divide(BigInteger.valueOf(ratio.oldShares()));
        return new Quantity(units.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact());
    }

    /** Two bars of one stretch, the first of its beginning. */
    static Bar joined(Bar first, Bar second) {
        return new Bar(
                first.time(),
                first.open(),
                Collections.max(List.of(first.high(), second.high())),
                Collections.min(List.of(first.low(), second.low())),
                second.close(),
                Volume.sum(first.volume(), second.volume()));
    }
}
