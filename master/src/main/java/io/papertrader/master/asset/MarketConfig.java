package io.papertrader.master.asset;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** The market that is served. */
@ConfigMapping(prefix = "papertrader.market")
public interface MarketConfig {
    /**
     * The market that is served: {@code replay} of recorded values, or live values of {@code crypto}, {@code us} or
     * {@code fx}, or several of these; or providers in the order in which they are asked, such as {@code
     * binance,kraken}.
     */
    @WithParentName
    @WithDefault("replay")
    String name();

    /**
     * The permission to use live values: {@code personal}, for the operator and people who are let in one by one;
     * {@code licensed}, where a contract with the provider lets them be handed on; {@code open}, for anybody. A
     * provider whose terms do not go with it is refused at the start.
     */
    @WithDefault("personal")
    Use use();

    /**
     * The time for which a live asset that somebody asked for, watches, holds or has ordered is retrieved with each
     * update. Another one is retrieved on demand, and before its value would be stale; a provider that tells of all its
     * assets in one call is asked for all of them.
     */
    @WithDefault("15m")
    Duration followedFor();

    /** Values of crypto currencies. */
    OfClass crypto();

    /** Values of shares of the United States. */
    OfClass us();

    /** Values of currencies. */
    OfClass fx();

    /** The change of providers. */
    Failover failover();

    /** The values of a class of assets. */
    interface OfClass {
        /**
         * The age at which a live value is stale, counted while its market is open; where not set, 2 minutes for {@code
         * crypto}, 20 for {@code us}, 5 days for {@code fx}.
         */
        Optional<Duration> staleAfter();

        /**
         * The change in percent that is believed only when a second value or another provider says the same; where not
         * set, 20 for {@code crypto}, 25 for {@code us}, 10 for {@code fx}.
         */
        Optional<BigDecimal> jump();
    }

    /** The change of providers. */
    interface Failover {
        /** Failures in a row after which a provider is left for the next. */
        @WithDefault("3")
        int leaveAfter();

        /** The time for which a provider must have been well again before it is gone back to. */
        @WithDefault("5m")
        Duration returnAfter();
    }
}
