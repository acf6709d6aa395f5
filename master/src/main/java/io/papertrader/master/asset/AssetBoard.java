package io.papertrader.master.asset;

import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetReply.Quote;
import io.papertrader.codec.message.AssetReply.QuotePage;
import io.papertrader.codec.message.PageOf;
import io.papertrader.market.Listing;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The values of the latest update, in memory (specification 3.1.6). Readers on any thread see one whole update or the
 * one before it, never a mixture.
 */
@ApplicationScoped
public class AssetBoard {
    private final ListOfAssets list;
    private final InstantSource time;
    private final Map<AssetSymbol, Listing> listings;
    private volatile Map<AssetSymbol, CurrentValue> values = Map.of();
    private volatile Optional<Instant> standsFrom = Optional.empty();

    AssetBoard(ListOfAssets list, InstantSource time, Listings listings) {
        this.list = list;
        this.time = time;
        this.listings = list.all().stream().collect(Collectors.toMap(ListedAsset::symbol, listings::of));
    }

    /** The latest values of all assets, of one update. */
    public Map<AssetSymbol, CurrentValue> values() {
        return values;
    }

    /** The latest update of an asset, however old. */
    public Optional<CurrentValue> find(AssetSymbol symbol) {
        return Optional.ofNullable(values.get(symbol));
    }

    /** The time of the latest value of any asset, on the market's clock. */
    public Optional<Instant> latestTime() {
        return values.values().stream().map(CurrentValue::time).max(Comparator.naturalOrder());
    }

    /** The worth of a quantity at the latest value; nothing where there is none. */
    public Money worth(AssetSymbol symbol, Quantity quantity) {
        return find(symbol).map(current -> current.value().times(quantity)).orElse(Money.ZERO);
    }

    /** True where the value is recent enough to be told as current. */
    public boolean isFresh(CurrentValue value) {
        Instant now = standsFrom.orElseGet(time::instant);
        Listing listing = listings.get(value.asset().symbol());
        return listing != null && listing.isFresh(listing.ageFrom(value.time(), value.seenAt()), now);
    }

    /** No value grows old from this time on: the market's clock stands. */
    public void standFrom(Instant since) {
        standsFrom = Optional.of(since);
    }

    /** Values grow old. */
    public void goOn() {
        standsFrom = Optional.empty();
    }

    /** True where any value is recent enough, and so retrieval works. */
    public boolean isFresh() {
        return values.values().stream().anyMatch(this::isFresh);
    }

    /** The protocol's account of an asset. */
    public Optional<AssetInfo> info(AssetSymbol symbol) {
        return told(symbol, AssetBoard::info);
    }

    /** The same with all that there is to know of its value. */
    public Optional<Quote> quote(AssetSymbol symbol) {
        return told(symbol, this::quote);
    }

    /** A page of the assets that have a value, by symbol: those behind this one, or the first. */
    public PageOf<AssetInfo> page(Optional<AssetSymbol> after) {
        return page(after, AssetList.PAGE, AssetBoard::info, AssetInfo::asset);
    }

    /** The same with all that there is to know of their values. */
    public PageOf<Quote> quotes(Optional<AssetSymbol> after) {
        return page(after, QuotePage.MOST, this::quote, Quote::asset);
    }

    private <T> PageOf<T> page(
            Optional<AssetSymbol> after,
            int most,
            BiFunction<ListedAsset, CurrentValue, T> told,
            Function<T, Asset> asset) {
        Map<AssetSymbol, CurrentValue> oneUpdate = values;
        List<T> found = list.bySymbol(after).stream()
                .filter(listed -> oneUpdate.containsKey(listed.symbol()))
                .map(listed -> told.apply(listed, oneUpdate.get(listed.symbol())))
                .limit(most + 1L)
                .toList();
        return PageOf.first(most, found, item -> asset.apply(item).symbol().value());
    }

    private <T> Optional<T> told(AssetSymbol symbol, BiFunction<ListedAsset, CurrentValue, T> told) {
        return list.find(symbol).flatMap(listed -> find(listed.symbol()).map(current -> told.apply(listed, current)));
    }

    private static AssetInfo info(ListedAsset listed, CurrentValue current) {
        return new AssetInfo(current.asset(), listed.name(), listed.currency(), current.time());
    }

    private Quote quote(ListedAsset listed, CurrentValue current) {
        return new Quote(
                current.asset(), listed.name(), listed.currency(), current.time(), current.source(), !isFresh(current));
    }

    /** Shows nothing, until values come. */
    public void forget() {
        values = Map.of();
    }

    /** Shows an update that is stored, seen at this time. */
    public void show(AssetUpdate update, Instant seenAt) {
        show(update.samples().stream()
                .map(sample -> new CurrentValue(sample.asset(), sample.time(), sample.source(), seenAt))
                .toList());
    }

    /** Shows values that are stored. */
    public void show(Collection<CurrentValue> stored) {
        Map<AssetSymbol, CurrentValue> next = new HashMap<>(values);
        stored.forEach(value -> next.put(value.asset().symbol(), value));
        values = Map.copyOf(next);
    }
}
