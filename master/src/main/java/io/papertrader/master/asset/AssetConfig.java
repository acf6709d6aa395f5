package io.papertrader.master.asset;

import io.papertrader.codec.message.AssetReply;
import io.papertrader.node.config.AtLeastOne;
import io.papertrader.node.config.WholeNumber;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Which assets there are and how their values are kept. */
@ConfigMapping(prefix = "papertrader.asset")
public interface AssetConfig {
    /** The list of assets to retrieve (specification 2.3.1): a CSV file {@code symbol,name,currency}; built in where not set. */
    Optional<Path> list();

    /** Update intervals without a new value after which an asset cannot be traded until there is one. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("5")
    int staleAfterIntervals();

    /** The replay of recorded values. */
    Replay replay();

    /** The replay of recorded values. */
    interface Replay {
        /** Trading days stored as the past at the first start; the replay goes on from there, a day each interval. */
        @WithConverter(PastDays.class)
        @WithDefault("300")
        int history();
    }

    /** Predicted values. */
    Prediction prediction();

    /** Predicted values. */
    interface Prediction {
        /** Daily values that a prediction is drawn from. */
        @WithConverter(DailyValues.class)
        @WithDefault("250")
        int history();

        /** The share of outcomes, in percent, that the band should hold. */
        @WithConverter(Confidence.class)
        @WithDefault("90")
        int confidence();

        /** Days that a prediction may look ahead, 1,000 at most. */
        @WithConverter(DaysAhead.class)
        @WithDefault("366")
        int maxDays();
    }

    /** A day is enough to begin with, and none: then the replay begins at its first. */
    final class PastDays extends WholeNumber {
        private static final long serialVersionUID = 1L;

        public PastDays() {
            super(0, Integer.MAX_VALUE);
        }
    }

    /** Fewer values than 20 tell nothing. */
    final class DailyValues extends WholeNumber {
        private static final long serialVersionUID = 1L;

        public DailyValues() {
            super(20, Integer.MAX_VALUE);
        }
    }

    /** No more than one answer holds: a prediction has no pages. */
    final class DaysAhead extends WholeNumber {
        private static final long serialVersionUID = 1L;

        public DaysAhead() {
            super(1, AssetReply.Prediction.MOST_STEPS);
        }
    }

    /** In percent, without the ends: no band holds all outcomes. */
    final class Confidence extends WholeNumber {
        private static final long serialVersionUID = 1L;

        public Confidence() {
            super(1, 99);
        }
    }
}
