package io.papertrader.master.asset;

import io.papertrader.codec.message.AssetReply;
import io.papertrader.node.config.AtLeastOne;
import io.papertrader.node.config.WholeNumber;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The list of assets, and the storage of their values. */
@ConfigMapping(prefix = "papertrader.asset")
public interface AssetConfig {
    /**
     * The list of assets to retrieve (specification 2.3.1): a CSV file {@code symbol,name,currency}; built in where not
     * set.
     */
    Optional<Path> list();

    /** Update intervals without a new value after which an asset cannot be traded until there is one. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("5")
    int staleAfterIntervals();

    /**
     * The time for which every update is kept, counted back from the latest value. Updates go a week at a time; of what
     * was before, there are minutes.
     */
    @WithDefault("7d")
    Duration keepUpdates();

    /**
     * The time for which a bar of each minute is kept. They go a month at a time; of what was before, there are days.
     */
    @WithDefault("90d")
    Duration keepMinutes();

    /**
     * The time for which a bar of each day is kept. They go a year at a time; bars of months are kept for ever. Where
     * it is shorter than twice the days that predictions are drawn from, these have fewer.
     */
    @WithDefault("7300d")
    Duration keepDays();

    /** Predicted values. */
    Prediction prediction();

    /** Predicted values. */
    interface Prediction {
        /**
         * Daily values that a prediction is drawn from, 2,500 at most: three years of trading days where nothing is
         * said. The last year of them judges the bands that the years before make.
         */
        @WithConverter(DailyValues.class)
        @WithDefault("750")
        int history();

        /** The share of outcomes, in percent, that the band should hold. */
        @WithConverter(Confidence.class)
        @WithDefault("90")
        int confidence();

        /** Days, whether traded on or not, that a prediction may look ahead, 1,000 at most. */
        @WithConverter(DaysAhead.class)
        @WithDefault("366")
        int maxDays();
    }

    /** Fewer values than 21 make no band, and more than ten years tell of another market. */
    final class DailyValues extends WholeNumber {
        private static final long serialVersionUID = 1L;

        public DailyValues() {
            super(21, 2_500);
        }
    }

    /** No more than one answer holds: a prediction has no pages. */
    final class DaysAhead extends WholeNumber {
        private static final long serialVersionUID = 1L;

        public DaysAhead() {
            super(1, AssetReply.Prediction.MOST_STEPS);
        }
    }

    /** A share in percent, without the ends: no band holds all outcomes. */
    final class Confidence extends WholeNumber {
        private static final long serialVersionUID = 1L;

        public Confidence() {
            super(1, 99);
        }
    }
}
