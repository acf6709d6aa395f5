package io.papertrader.master.actions;

import io.papertrader.master.actions.ActionsConfig.Series;
import io.papertrader.master.asset.MarketChoice;
import io.papertrader.master.replay.ReplayConfig;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Optional;

/** The splits that this master's prices have in them already, so that shares must not be split again. */
@Singleton
class SplitsInPrices {
    private final ActionsConfig config;
    private final boolean shipped;
    private final boolean recorded;

    SplitsInPrices(ActionsConfig config, ReplayConfig replay, MarketChoice choice) {
        this.config = config;
        this.recorded = choice.isReplay();
        this.shipped = recorded && replay.folder().isEmpty();
    }

    /** True where the prices are those that ship, which are of shares as they were on their last day. */
    boolean areShipped() {
        return shipped;
    }

    /** True where a split of this day is in the prices. */
    boolean have(LocalDate exDate) {
        return shipped
                || (isAdjusted() && config.adjustedOn().filter(exDate::isAfter).isEmpty());
    }

    private boolean isAdjusted() {
        return config.series().equals(Optional.of(Series.SPLIT_ADJUSTED));
    }

    /** The reason why no split of this day can be announced; none where one can. */
    Optional<String> refusal(LocalDate exDate) {
        if (have(exDate)) {
            return Optional.of("These prices have their splits already%s: another one would change shares without them."
                    .formatted(
                            shipped
                                    ? ""
                                    : config.adjustedOn()
                                            .map(day -> ", up to " + day)
                                            .orElse("")));
        }
        return recorded && config.series().isEmpty()
                ? Optional.of("It is not known whether these prices have their splits already: say in"
                        + " PAPERTRADER_ACTIONS_SERIES whether they are raw or split-adjusted.")
                : Optional.empty();
    }
}
