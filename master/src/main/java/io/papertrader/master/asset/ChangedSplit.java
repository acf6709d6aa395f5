package io.papertrader.master.asset;

import io.papertrader.market.action.ShareRatio;
import java.time.LocalDate;

/** A split of the past of which a source tells another ratio than before; that of before stays. */
public record ChangedSplit(LocalDate exDate, ShareRatio ratio, ShareRatio otherRatio) {
    @Override
    public String toString() {
        return "it tells of a split on " + exDate + " of " + otherRatio + " after " + ratio;
    }
}
