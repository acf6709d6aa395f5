package io.papertrader.master.asset;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * A symbol that another company had before. No share rests for half a year and comes back, so days that lie before such
 * a gap are not surely those of the asset that has the symbol now.
 */
public final class ReusedSymbol {
    private static final int HALF_A_YEAR = 183;
    private static final int TRADING_DAYS_OF_IT = 126;

    private ReusedSymbol() {}

    /** The number of these days, oldest first, without pauses but those of the asset, that lie before the last gap. */
    public static int daysBeforeGap(List<LocalDate> days) {
        return daysBeforeGap(days, ReusedSymbol::isGap);
    }

    private static boolean isGap(LocalDate before, LocalDate behind) {
        return ChronoUnit.DAYS.between(before, behind) > HALF_A_YEAR;
    }

    /**
     * The same of recorded days: where others are not recorded either, nothing is known.
     *
     * @param isTraded true of the days of others on which the asset is traded too
     */
    public static int daysBeforeGap(
            List<LocalDate> days, NavigableSet<LocalDate> ofAnyAsset, Predicate<LocalDate> isTraded) {
        return daysBeforeGap(
                days,
                (before, behind) -> isGap(before, behind)
                        && ofAnyAsset.subSet(before, false, behind, false).stream()
                                        .filter(isTraded)
                                        .count()
                                > TRADING_DAYS_OF_IT);
    }

    private static int daysBeforeGap(List<LocalDate> days, BiPredicate<LocalDate, LocalDate> isGap) {
        for (int day = days.size() - 1; day > 0; day--) {
            if (isGap.test(days.get(day - 1), days.get(day))) {
                return day;
            }
        }
        return 0;
    }
}
