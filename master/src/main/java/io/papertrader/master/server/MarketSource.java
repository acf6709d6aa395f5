package io.papertrader.master.server;

import io.papertrader.master.asset.AssetProvider;
import io.papertrader.master.asset.MarketChoice;
import io.papertrader.master.live.LiveMarket;
import io.papertrader.master.replay.Replay;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The source of values that the operator has chosen; the other is never made. */
@ApplicationScoped
class MarketSource {
    @Produces
    @Singleton
    AssetProvider chosen(MarketChoice choice, Instance<Replay> replay, Instance<LiveMarket> live) {
        return choice.isReplay() ? replay.get() : live.get();
    }
}
