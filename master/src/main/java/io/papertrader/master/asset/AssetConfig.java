package io.papertrader.master.asset;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.nio.file.Path;
import java.util.Optional;

/** Which assets there are and how their values are kept. */
@ConfigMapping(prefix = "papertrader.asset")
public interface AssetConfig {
    /** The list of assets to retrieve (specification 2.3.1): a CSV file {@code symbol,name,currency}; built in where not set. */
    Optional<Path> list();

    /** Update intervals without a new value after which an asset cannot be traded until there is one. */
    @Positive
    @WithDefault("5")
    int staleAfterIntervals();

    /** The replay of recorded values. */
    Replay replay();

    /** The replay of recorded values. */
    interface Replay {
        /** Trading days stored as the past at the first start; the replay goes on from there, a day each interval. */
        @Min(0)
        @WithDefault("300")
        int history();
    }

    /** Predicted values. */
    Prediction prediction();

    /** Predicted values. */
    interface Prediction {
        /** Daily values that a prediction is drawn from. */
        @Min(20)
        @WithDefault("250")
        int history();

        /** The share of outcomes, in percent, that the band should hold. */
        @Min(1)
        @Max(99)
        @WithDefault("90")
        int confidence();

        /** Days that a prediction may look ahead. */
        @Positive
        @WithDefault("366")
        int maxDays();
    }
}
