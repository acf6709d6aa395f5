package io.papertrader.master.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetReply.Quote;
import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.PageOf;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssetBoardTest {
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final AssetSymbol AAPL = new AssetSymbol("AAPL");
    private static final AssetSymbol KO = new AssetSymbol("KO");
    private static final Instant MARKET_TIME = Instant.parse("2014-01-02T21:00:00Z");

    @TempDir
    Path folder;

    private final ListOfAssets list = Lists.builtIn();
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final AssetBoard board = new AssetBoard(list, () -> now, Markets.listings(INTERVAL));

    @Test
    void knowsNothingBeforeTheFirstUpdate() {
        assertThat(board.find(AAPL)).isEmpty();
        assertThat(board.info(AAPL)).isEmpty();
        assertThat(all()).isEmpty();
        assertThat(board.worth(AAPL, Quantity.of("3"))).isEqualTo(Money.ZERO);
        assertThat(board.isFresh()).isFalse();
    }

    @Test
    void showsLatestUpdate() {
        board.show(update(MARKET_TIME, 7, AAPL), now);

        CurrentValue value = board.find(AAPL).orElseThrow();
        assertThat(value).isEqualTo(new CurrentValue(asset(AAPL, 7), MARKET_TIME, "test", now));
        assertThat(value.value()).isEqualTo(Money.of("7"));
        assertThat(board.info(AAPL)).contains(new AssetInfo(asset(AAPL, 7), "Apple Inc.", "USD", MARKET_TIME));
        assertThat(board.worth(AAPL, Quantity.of("2.5"))).isEqualTo(Money.of("17.5"));
    }

    @Test
    void keepsOlderValueOfAnAssetThatAnUpdateLacks() {
        board.show(update(MARKET_TIME, 7, AAPL, KO), now);
        board.show(update(MARKET_TIME.plusSeconds(1), 8, KO), now);

        assertThat(board.find(AAPL).orElseThrow().time()).isEqualTo(MARKET_TIME);
        assertThat(board.find(KO).orElseThrow().value()).isEqualTo(Money.of("8"));
    }

    @Test
    void showsNothingThatIsNotOnTheList() {
        AssetSymbol delisted = new AssetSymbol("GONE");

        board.show(update(MARKET_TIME, 7, delisted), now);

        assertThat(board.info(delisted)).isEmpty();
        assertThat(all()).isEmpty();
    }

    @Test
    void listsBySymbol() {
        board.show(update(MARKET_TIME, 7, symbols()), now);

        assertThat(all())
                .extracting(info -> info.asset().symbol())
                .containsExactlyInAnyOrder(symbols())
                .isSorted();
    }

    @Test
    void listsWhatComesBehindASymbol() {
        board.show(update(MARKET_TIME, 7, symbols()), now);

        assertThat(board.page(Optional.of(AAPL)).items())
                .isEqualTo(all().stream()
                        .filter(info -> info.asset().symbol().compareTo(AAPL) > 0)
                        .toList());
    }

    @Test
    void joinsToTheWholeListPageByPage() throws IOException {
        Stream<String> lines = IntStream.range(0, 2 * AssetList.PAGE + 1).mapToObj(i -> "A" + i + ",Asset,USD");
        ListOfAssets many = Lists.of(Files.write(folder.resolve("many.csv"), lines.toList()));
        AssetBoard wide = new AssetBoard(many, () -> now, Markets.listings(INTERVAL));
        AssetSymbol[] symbols = many.all().stream().map(ListedAsset::symbol).toArray(AssetSymbol[]::new);
        wide.show(update(MARKET_TIME, 7, symbols), now);

        List<AssetSymbol> joined = new ArrayList<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            PageOf<AssetInfo> page = wide.page(next.get().position().map(AssetSymbol::new));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(AssetList.PAGE);
            page.items().forEach(info -> joined.add(info.asset().symbol()));
            next = page.next();
        }

        assertThat(joined).containsExactlyInAnyOrder(symbols).isSorted();
    }

    private List<AssetInfo> all() {
        return board.page(Optional.empty()).items();
    }

    @Test
    void valueIsFreshForFiveIntervalsOfTheMastersClock() {
        board.show(update(MARKET_TIME, 7, AAPL), now);
        CurrentValue value = board.find(AAPL).orElseThrow();

        now = now.plus(INTERVAL.multipliedBy(5));
        assertThat(board.isFresh(value)).isTrue();
        assertThat(board.isFresh()).isTrue();

        now = now.plusMillis(1);
        assertThat(board.isFresh(value)).isFalse();
        assertThat(board.isFresh()).isFalse();
        assertThat(board.find(AAPL)).isPresent();
    }

    @Test
    void tellsTheSourceOfAValueAndWhereItIsStale() {
        board.show(update(MARKET_TIME, 7, AAPL), now);
        now = now.plus(INTERVAL.multipliedBy(6));
        board.show(update(MARKET_TIME, 8, KO), now);

        assertThat(board.quote(AAPL))
                .contains(new Quote(asset(AAPL, 7), "Apple Inc.", "USD", MARKET_TIME, "test", true));
        assertThat(board.quotes(Optional.empty()).items())
                .extracting(Quote::isStale)
                .containsExactly(true, false);
        assertThat(board.quotes(Optional.of(AAPL)).items())
                .containsExactly(board.quote(KO).orElseThrow());
    }

    @Test
    void isFreshAsLongAsAnyValueIs() {
        board.show(update(MARKET_TIME, 7, AAPL, KO), now);
        now = now.plus(INTERVAL.multipliedBy(5));
        board.show(update(MARKET_TIME.plusSeconds(1), 8, KO), now);
        now = now.plusMillis(1);

        assertThat(board.isFresh(board.find(AAPL).orElseThrow())).isFalse();
        assertThat(board.isFresh()).isTrue();
    }

    @Test
    void readersSeeOneWholeUpdate() {
        AssetSymbol[] all = symbols();
        board.show(update(MARKET_TIME, 1, all), now);
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            for (int value = 2; !done.get(); value++) {
                board.show(update(MARKET_TIME.plusSeconds(value), value, all), now);
            }
        });

        try {
            for (int look = 0; look < 20_000; look++) {
                List<AssetInfo> seen = all();
                assertThat(seen).hasSameSizeAs(all);
                assertThat(seen.stream().map(AssetInfo::time).distinct()).hasSize(1);
            }
        } finally {
            done.set(true);
            writing.join();
        }
    }

    private AssetSymbol[] symbols() {
        Collection<ListedAsset> all = list.all();
        return all.stream().map(ListedAsset::symbol).toArray(AssetSymbol[]::new);
    }

    private static AssetUpdate update(Instant time, int value, AssetSymbol... symbols) {
        return AssetUpdate.of(
                time,
                "test",
                List.of(symbols).stream().map(symbol -> asset(symbol, value)).toList());
    }

    private static Asset asset(AssetSymbol symbol, int value) {
        Money money = Money.of(String.valueOf(value));
        return new Asset(symbol, money, money, money, money, Quantity.ZERO);
    }
}
