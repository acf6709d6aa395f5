package io.papertrader.market.simulation;

import io.papertrader.market.Listing;
import io.papertrader.market.Rules;
import io.papertrader.market.calendar.AlwaysOpen;
import io.papertrader.market.ledger.FeeRule;
import io.papertrader.market.order.FillPolicy;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.CurrencyCode;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Percent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The assets that every simulation trades, and its rules. */
final class World {
    static final CurrencyCode USD = new CurrencyCode("USD");
    static final CurrencyCode EUR = new CurrencyCode("EUR");

    static final AssetSymbol KO = new AssetSymbol("KO");

    /** An asset that has the name of a currency. */
    static final AssetSymbol NAMESAKE = new AssetSymbol("USD");

    /** An asset whose values come near to all that can be counted. */
    static final AssetSymbol HUGE = new AssetSymbol("HUGE");

    /** An asset that is worth next to nothing. */
    static final AssetSymbol DUST = new AssetSymbol("DUST");

    /** An asset that gets a value now and then. */
    static final AssetSymbol RARE = new AssetSymbol("RARE");

    /** An asset in another currency than most portfolios. */
    static final AssetSymbol FOREIGN = new AssetSymbol("FOREIGN");

    /** An asset that is on no list. */
    static final AssetSymbol UNLISTED = new AssetSymbol("UNLISTED");

    static final List<AssetSymbol> SYMBOLS = List.of(KO, NAMESAKE, HUGE, DUST, RARE, FOREIGN, UNLISTED);

    static final int MAX_OPEN = 5;
    static final int REMEMBERED = 4;
    static final Duration STALE_AFTER = Duration.ofSeconds(60);
    static final Duration EXPIRE_AFTER = Duration.ofSeconds(200);
    static final BigDecimal FIXED_FEE = new BigDecimal("0.5");
    static final BigDecimal FEE_SHARE = new BigDecimal("0.0025");

    static final Rules RULES = new Rules(
            new FeeRule(Money.of("0.5"), new Percent(25_000_000)),
            FillPolicy.VALUE,
            Map.of(
                    KO, listing(USD),
                    NAMESAKE, listing(USD),
                    HUGE, listing(USD),
                    DUST, listing(USD),
                    RARE, listing(USD),
                    FOREIGN, listing(EUR)),
            EXPIRE_AFTER,
            MAX_OPEN,
            REMEMBERED);

    private World() {}

    private static Listing listing(CurrencyCode currency) {
        return new Listing(currency, new AlwaysOpen(), STALE_AFTER);
    }
}
