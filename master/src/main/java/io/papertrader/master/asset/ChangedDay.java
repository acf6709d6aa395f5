package io.papertrader.master.asset;

import io.papertrader.vocabulary.Money;
import java.time.LocalDate;

/** A past day of which a source tells other prices than before; those of before stay. */
public record ChangedDay(LocalDate day, Money close, Money otherClose) {
    @Override
    public String toString() {
        return "it tells of other prices on " + day + " than before, with a close of " + otherClose + " after " + close;
    }
}
