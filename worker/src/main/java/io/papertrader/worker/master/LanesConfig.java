package io.papertrader.worker.master;

import io.papertrader.node.config.AtLeastOne;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** The places on the link, each for a request that is being answered; counted by what a request costs the master. */
@ConfigMapping(prefix = "papertrader.master.places")
public interface LanesConfig {
    /** The places for orders: purchases, sales and cancellations. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("512")
    int orders();

    /** The places for all other requests of users who are logged in. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("512")
    int members();

    /** The places for all who are not logged in together: logins, registrations. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("64")
    int strangers();

    /** The most requests of strangers that wait for such a place, twice as many where they are of many addresses. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("256")
    int strangersWaiting();
}
