package io.papertrader.worker.asset;

import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetReply.AssetListPage;
import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.PageOf;
import io.papertrader.vocabulary.AssetSymbol;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The latest values, pushed by the master; their answers are made once for each update. */
@Singleton
public class CurrentValues {
    private final Freshness freshness;
    private final Interests interests;
    private final Map<String, Current> values = new ConcurrentHashMap<>();
    private final Spellings spellings = new Spellings();
    private volatile Optional<Pages> pages = Optional.empty();
    private volatile boolean warm;
    private volatile int link;

    /** The link over which the whole list was heard last, and whether its values were called fresh before. */
    private int filledLink;

    private boolean isConfirmed;
    private volatile long updates;

    CurrentValues(Freshness freshness, Interests interests) {
        this.freshness = freshness;
        this.interests = interests;
    }

    /**
     * An asset's latest update as told over one link, and the answers that tell of it, made when they are first asked
     * for.
     */
    private static final class Current {
        private final int link;
        private final AssetInfo info;
        private final Interests.Interest interest;
        private volatile Optional<byte[]> value = Optional.empty();
        private volatile Optional<byte[]> details = Optional.empty();

        private Current(int link, AssetInfo info, Interests.Interest interest) {
            this.link = link;
            this.info = info;
            this.interest = interest;
        }

        private Optional<byte[]> value() {
            interest.note();
            if (value.isEmpty()) {
                value = Optional.of(Encoded.answer(Instruction.GET_ASSET_VALUE_CURRENT, info.toValue()));
            }
            return value;
        }

        private Optional<byte[]> details() {
            interest.note();
            if (details.isEmpty()) {
                details = Optional.of(Encoded.answer(Instruction.GET_ASSET_INFO, info));
            }
            return details;
        }

        /**
         * The asset's update as told over this link. A push may overtake the answer that was asked for before it; but
         * only over the same link is the later the newer.
         */
        private Current next(int toldOver, AssetInfo fresh) {
            boolean isOvertaken = toldOver == link && fresh.time().isBefore(info.time());
            return isOvertaken ? this : new Current(toldOver, withKnownTexts(fresh), interest);
        }

        /** The same update with the texts that are kept already: so it leaves less behind for the collector. */
        private AssetInfo withKnownTexts(AssetInfo fresh) {
            boolean areKnown =
                    fresh.name().equals(info.name()) && fresh.currency().equals(info.currency());
            return areKnown
                    ? new AssetInfo(withKnownSymbol(fresh.asset()), info.name(), info.currency(), fresh.time())
                    : fresh;
        }

        private Asset withKnownSymbol(Asset fresh) {
            return new Asset(
                    info.asset().symbol(), fresh.open(), fresh.high(), fresh.low(), fresh.close(), fresh.volume());
        }
    }

    /** The asset's latest update, where one has been heard of; by any spelling of its symbol. */
    public Optional<AssetInfo> find(AssetSymbol symbol) {
        return Optional.ofNullable(values.get(spelling(symbol).value())).map(current -> current.info);
    }

    /** The same by the list's spelling alone. */
    public Optional<AssetInfo> listed(AssetSymbol symbol) {
        return Optional.ofNullable(values.get(symbol.value())).map(current -> current.info);
    }

    /** Clients are told the values of these as they change. */
    public void watch(Collection<AssetSymbol> symbols) {
        interests.watch(symbols);
    }

    /** The symbol as the list of assets spells it; as it is where no such asset has been heard of. */
    public AssetSymbol spelling(AssetSymbol symbol) {
        return spellings.of(symbol);
    }

    /** Counts how often there was another asset, or one less. */
    long listChanges() {
        return spellings.changes();
    }

    /** The answer with an asset's latest value, where one has been heard of; by the list's spelling. */
    Optional<byte[]> value(String symbol) {
        Current current = values.get(symbol);
        return current == null ? Optional.empty() : current.value();
    }

    /** The answer with all of an asset's latest update, where one has been heard of; by the list's spelling. */
    Optional<byte[]> details(String symbol) {
        Current current = values.get(symbol);
        return current == null ? Optional.empty() : current.details();
    }

    /** The answer with the first page of all assets, where all have been heard of. */
    Optional<byte[]> list() {
        return pages().map(all -> all.list);
    }

    /** The answer with the page of all assets that begins behind this one, where all have been heard of. */
    Optional<byte[]> page(String after) {
        Optional<Pages> all = pages();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(all.get().byCursor.get(after));
    }

    private Optional<Pages> pages() {
        Optional<Pages> made = pages;
        if (warm && made.isEmpty()) {
            long before = updates;
            made = Optional.of(new Pages(all()));
            // Values that came meanwhile may be in them or not: then they are for this answer alone.
            if (updates == before) {
                pages = made;
            }
        }
        return made;
    }

    /** The list of assets as of one update, in pages. */
    private static final class Pages {
        private final byte[] list;
        private final Map<String, byte[]> byCursor = new HashMap<>();

        private Pages(List<AssetInfo> all) {
            PageOf<AssetInfo> page = page(all);
            this.list = Encoded.answer(Instruction.GET_ASSET_LIST, new AssetList(page.items()));
            Cursor after = Cursor.START;
            List<AssetInfo> rest = all;
            while (true) {
                byCursor.put(
                        after.value(),
                        Encoded.answer(
                                Instruction.GET_ASSET_LIST_PAGE,
                                new AssetListPage(new AssetList(page.items()), page.next())));
                if (page.next().isEmpty()) {
                    return;
                }
                after = page.next().get();
                rest = rest.subList(page.items().size(), rest.size());
                page = page(rest);
            }
        }

        private static PageOf<AssetInfo> page(List<AssetInfo> rest) {
            return PageOf.first(
                    AssetList.PAGE, rest, info -> info.asset().symbol().value());
        }
    }

    /** The master has called its values fresh: so are these, once the whole list has been heard over its link. */
    void confirm() {
        if (filledLink == link) {
            freshness.confirm();
        } else {
            isConfirmed = true;
        }
    }

    /** Looks whether they have become stale; called at even intervals. */
    public void look() {
        freshness.look();
    }

    /** True where they may not be told as current any more. */
    public boolean isStale() {
        return freshness.isStale();
    }

    /** The words that a client is told where the values are stale; nothing where they are current. */
    Optional<String> staleness() {
        return isStale() ? Optional.of(freshness.reason()) : Optional.empty();
    }

    /** Every asset, by symbol. */
    public List<AssetInfo> all() {
        return values.values().stream()
                .map(current -> current.info)
                .sorted(Comparator.comparing(info -> info.asset().symbol()))
                .toList();
    }

    /** True where the whole list has been heard once. */
    public boolean isWarm() {
        return warm;
    }

    /** The time of an asset's latest value: windows that end before it never change. */
    Optional<Instant> latestTime(AssetSymbol symbol) {
        return find(symbol).map(AssetInfo::time);
    }

    /** True where this is the number of the last link. */
    boolean isLink(int number) {
        return link == number;
    }

    /**
     * There is another link, which gets a number: what its master tells holds, even if it is of an earlier time, as
     * after a restore.
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // Links come one after another, on the link's event loop.
    int beginLink() {
        isConfirmed = false;
        link++;
        return link;
    }

    /** The whole list has been heard over this link; assets that are not in it are no more. */
    void filled() {
        values.values().removeIf(current -> current.link != link);
        spellings.retain(values.keySet());
        interests.retain(all().stream().map(info -> info.asset().symbol()).collect(Collectors.toSet()));
        changed();
        warm = true;
        filledLink = link;
        if (isConfirmed) {
            freshness.confirm();
        }
    }

    /** Takes values that the master has told. */
    void update(Collection<AssetInfo> assets) {
        assets.forEach(this::update);
        changed();
    }

    /**
     * Told on the link's event loop alone, as all updates are. The asset's spelling is looked at once a link: a master
     * has one for each asset, that of its list, which it reads when it starts and refuses with an asset in it twice.
     */
    private void update(AssetInfo fresh) {
        AssetSymbol symbol = fresh.asset().symbol();
        Current known = values.get(symbol.value());
        if (known == null || known.link != link) {
            spellings.add(symbol);
        }
        values.put(
                symbol.value(),
                known == null ? new Current(link, fresh, interests.of(symbol)) : known.next(link, fresh));
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Values are told on the link's event loop alone.
    private void changed() {
        updates++;
        pages = Optional.empty();
    }
}
