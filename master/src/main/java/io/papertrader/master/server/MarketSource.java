package io.papertrader.master.server;

import io.papertrader.master.account.RegistrationConfig;
import io.papertrader.master.asset.AssetProvider;
import io.papertrader.master.asset.MarketChoice;
import io.papertrader.master.asset.MarketConfig;
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
    AssetProvider chosen(
            MarketChoice choice,
            MarketConfig config,
            RegistrationConfig registration,
            Instance<Replay> replay,
            Instance<LiveMarket> live) {
        if (choice.isReplay()) {
            return replay.get();
        }
        Permission.check(live.get().providers(), config.use(), registration.mode());
        return live.get();
    }
}
