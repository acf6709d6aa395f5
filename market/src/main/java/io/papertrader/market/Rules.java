package io.papertrader.market;

import io.papertrader.market.ledger.FeeRule;
import io.papertrader.market.order.FillPolicy;
import io.papertrader.market.value.SeenQuote;
import io.papertrader.vocabulary.AssetSymbol;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The rules that the operator decides. They may change from start to start: events say what was decided, so a journal
 * is read the same under any rules.
 *
 * @param listed the assets that are traded
 * @param expireAfter an order ends when its asset has had no value for so long
 * @param maxOpenOrders the most open orders of a portfolio
 * @param rememberedOrders the most ended orders of a portfolio that are kept in memory; others are looked up in the
 * journal
 */
public record Rules(
        FeeRule feeRule,
        FillPolicy fillPolicy,
        Map<AssetSymbol, Listing> listed,
        Duration expireAfter,
        int maxOpenOrders,
        int rememberedOrders) {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    public Rules {
        listed = Map.copyOf(listed);
        if (expireAfter.isNegative() || expireAfter.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("orders expire within a hundred years");
        }
        if (maxOpenOrders < 1 || rememberedOrders < 1) {
            throw new IllegalArgumentException("a portfolio has one open order at least, and remembers one");
        }
    }

    boolean isListed(AssetSymbol symbol) {
        return listed.containsKey(symbol);
    }

    /** True where two assets are traded in one currency, as far as that is known. */
    boolean isOfOneCurrency(AssetSymbol one, AssetSymbol other) {
        return listing(one)
                .flatMap(first -> listing(other).map(second -> first.currency().equals(second.currency())))
                .orElse(true);
    }

    /** True where a value is recent enough to trade on. */
    boolean isFresh(AssetSymbol symbol, SeenQuote seen, Trading trading, Instant now) {
        return listing(symbol)
                .filter(listing -> isFresh(listing, seen, trading, now))
                .isPresent();
    }

    static boolean isFresh(Listing listing, SeenQuote seen, Trading trading, Instant now) {
        return listing.isFresh(trading.ageFrom(ageFrom(listing, seen)), trading.ageTo(now));
    }

    /** The moment from which on a value grows old; when it was seen where its asset is not traded any more. */
    Instant ageFrom(AssetSymbol symbol, SeenQuote seen) {
        return listing(symbol).map(found -> ageFrom(found, seen)).orElse(seen.seenAt());
    }

    private static Instant ageFrom(Listing listing, SeenQuote seen) {
        return listing.ageFrom(seen.quote().time(), seen.seenAt());
    }

    boolean isExpired(Instant since, Instant now) {
        return now.isAfter(since.plus(expireAfter));
    }

    Optional<Listing> listing(AssetSymbol symbol) {
        return Optional.ofNullable(listed.get(symbol));
    }
}
