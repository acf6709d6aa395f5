package io.papertrader.master.asset;

import io.papertrader.market.AgeOf;
import io.papertrader.market.Listing;
import io.papertrader.market.calendar.AlwaysOpen;
import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.master.MasterConfig;
import io.papertrader.vocabulary.CurrencyCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * The hours of each asset, and the age at which its values are stale. A replay's values are true on a clock of the
 * past, so they are as old as it is that they were shown; values of today have an age of their own.
 */
@ApplicationScoped
public class Listings {
    private final MarketChoice choice;
    private final Calendars calendars;
    private final Duration replayedStaleAfter;

    Listings(MarketChoice choice, Calendars calendars, AssetConfig config, MasterConfig master) {
        this.choice = choice;
        this.calendars = calendars;
        this.replayedStaleAfter = master.updateInterval().multipliedBy(config.staleAfterIntervals());
    }

    /** The rules of an asset. */
    public Listing of(ListedAsset asset) {
        CurrencyCode currency = new CurrencyCode(asset.currency());
        return asset.ofClass()
                .filter(live -> !choice.isReplay())
                .map(of -> new Listing(currency, hours(of), choice.staleAfter(of), AgeOf.VALUE))
                .orElseGet(() -> new Listing(currency, new AlwaysOpen(), replayedStaleAfter));
    }

    /** The hours at which a class is traded. */
    public TradingCalendar hours(AssetClass of) {
        return calendars.of(of);
    }
}
