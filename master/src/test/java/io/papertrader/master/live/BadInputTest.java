package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.papertrader.market.calendar.AlwaysOpen;
import io.papertrader.market.calendar.ExchangeCalendar;
import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.master.asset.AssetClass;
import io.papertrader.master.asset.AssetTrouble;
import io.papertrader.master.asset.CurrentValue;
import io.papertrader.master.asset.Known;
import io.papertrader.master.asset.RefusedRow;
import io.papertrader.master.asset.RefusedRows;
import io.papertrader.master.asset.Resolution;
import io.papertrader.master.asset.Retrieved;
import io.papertrader.master.asset.Sample;
import io.papertrader.master.server.LoggedLines;
import io.papertrader.vocabulary.AssetSymbol;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same bad figures by each provider that answers JSON: named, counted, kept away, and no other asset's trouble. */
class BadInputTest {
    private static final Instant START = Instant.parse("2026-01-12T15:00:00Z");
    private static final ExchangeCalendar NEW_YORK = new ExchangeCalendar(
            "XNYS", ZoneId.of("America/New_York"), LocalTime.parse("09:30"), LocalTime.parse("16:00"), Map.of());
    private static final Stretch WEEK =
            new Stretch(Instant.parse("2026-01-05T05:00:00Z"), Instant.parse("2026-01-11T05:00:00Z"));

    /** The text of a figure in JSON; none is a field that is missing. */
    private static final List<String> BAD = List.of("0", "-1", "NaN", "\"NaN\"", "\"much\"", "null", "1e30", "");

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Troubles troubles = new Troubles(metrics);
    private final StandIn server = new StandIn();
    private Instant now = START;

    /** A bar of a date. */
    private record Row(String date, String open, String high, String low, String close) {
        LocalDate day() {
            return LocalDate.parse(date);
        }

        String list() {
            return Stream.of(open, high, low, close)
                    .map(figure -> figure.isEmpty() ? "null" : figure)
                    .collect(Collectors.joining(", "));
        }

        String fields(String open, String high, String low, String close) {
            return field(open, this.open) + field(high, this.high) + field(low, this.low) + field(close, this.close);
        }
    }

    private static String field(String name, String figure) {
        return figure.isEmpty() ? "" : "\"%s\": %s, ".formatted(name, figure);
    }

    /** The providers, each with its form of values of two assets and of bars of one. */
    private enum Feed {
        KRAKEN(AssetClass.CRYPTO, "GOOD-USD", "BAD-USD") {
            @Override
            LiveProvider provider(StandIn server, InstantSource time) {
                server.json("/0/public/AssetPairs", """
                        {"error": [], "result": {"GOOD": {"wsname": "GOOD/USD"}, "BAD": {"wsname": "BAD/USD"}}}""");
                return new Kraken(server.web(1_000, time));
            }

            @Override
            void says(StandIn server, Instant now, String figure) {
                server.json(
                        "/0/public/Ticker",
                        "{\"error\": [], \"result\": {\"GOOD\": %s, \"BAD\": %s}}"
                                .formatted(ticker("\"2\""), ticker(figure)));
            }

            private static String ticker(String figure) {
                return "{\"c\": [%s], \"o\": \"2\", \"h\": [\"3\", \"3\"], \"l\": [\"1\", \"1\"], \"v\": [\"1\", \"1\"]}"
                        .formatted(figure);
            }

            @Override
            void tells(StandIn server, List<Row> rows) {
                server.json(
                        "/0/public/OHLC",
                        rows.stream()
                                .map(row -> "[%d, %s, \"2\", \"5\", 1]"
                                        .formatted(
                                                row.day()
                                                        .atStartOfDay(ZoneOffset.UTC)
                                                        .toEpochSecond(),
                                                row.list()))
                                .collect(Collectors.joining(",", "{\"error\": [], \"result\": {\"GOOD\": [", "]}}")));
            }
        },
        BINANCE(AssetClass.CRYPTO, "GOOD-USD", "BAD-USD") {
            @Override
            LiveProvider provider(StandIn server, InstantSource time) {
                server.json("/api/v3/ticker/price", """
                        [{"symbol": "GOODUSDT", "price": "1"}, {"symbol": "BADUSDT", "price": "1"}]""");
                return new Binance(server.web(1_000, time), "USDT");
            }

            @Override
            void says(StandIn server, Instant now, String figure) {
                server.json(
                        "/api/v3/ticker/24hr",
                        "[{\"symbol\": \"GOODUSDT\", \"lastPrice\": \"2\", \"closeTime\": %1$d},{%2$s\"symbol\": \"BADUSDT\", \"closeTime\": %1$d}]"
                                .formatted(now.toEpochMilli(), field("lastPrice", figure)));
            }

            @Override
            void tells(StandIn server, List<Row> rows) {
                server.json(
                        "/api/v3/klines",
                        rows.stream()
                                .map(row -> "[%d, %s, \"5\", %d]"
                                        .formatted(
                                                millis(row.day()),
                                                row.list(),
                                                millis(row.day().plusDays(1)) - 1))
                                .collect(Collectors.joining(",", "[", "]")));
            }

            private static long millis(LocalDate day) {
                return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
            }
        },
        ALPACA(AssetClass.US, "GOOD", "BAD") {
            @Override
            LiveProvider provider(StandIn server, InstantSource time) {
                server.json("/v2/assets", "[{\"symbol\": \"GOOD\"}, {\"symbol\": \"BAD\"}]")
                        .json("/v1/corporate-actions", "{\"corporate_actions\": {}}");
                Web web = server.web(1_000, time);
                return new Alpaca(web, web, "iex", true, NEW_YORK);
            }

            @Override
            void says(StandIn server, Instant now, String figure) {
                server.json(
                        "/v2/stocks/snapshots",
                        "{\"GOOD\": {\"latestTrade\": {\"p\": 2, \"t\": \"%1$s\"}}, \"BAD\": {\"latestTrade\": {%2$s\"t\": \"%1$s\"}}}"
                                .formatted(now, field("p", figure)));
            }

            @Override
            void tells(StandIn server, List<Row> rows) {
                server.json(
                        "/v2/stocks/bars",
                        rows.stream()
                                .map(row -> "{%s\"v\": 5, \"t\": \"%sT05:00:00Z\"}"
                                        .formatted(row.fields("o", "h", "l", "c"), row.date()))
                                .collect(Collectors.joining(",", "{\"bars\": {\"GOOD\": [", "]}}")));
            }
        },
        TIINGO(AssetClass.US, "GOOD", "BAD") {
            @Override
            LiveProvider provider(StandIn server, InstantSource time) {
                return new Tiingo(server.web(1_000, time), Duration.ZERO, true, NEW_YORK);
            }

            @Override
            void says(StandIn server, Instant now, String figure) {
                server.json(
                        "/iex/",
                        "[{\"ticker\": \"good\", \"tngoLast\": 2, \"timestamp\": \"%1$s\"}, {\"ticker\": \"bad\", %2$s\"timestamp\": \"%1$s\"}]"
                                .formatted(now, field("tngoLast", figure)));
            }

            @Override
            void tells(StandIn server, List<Row> rows) {
                server.json(
                        "/tiingo/daily/good/prices",
                        rows.stream()
                                .map(row -> "{%s\"volume\": 5, \"splitFactor\": 1.0, \"date\": \"%sT00:00:00Z\"}"
                                        .formatted(row.fields("open", "high", "low", "close"), row.date()))
                                .collect(Collectors.joining(",", "[", "]")));
            }
        };

        private final AssetClass ofClass;
        private final String good;
        private final String bad;

        Feed(AssetClass ofClass, String good, String bad) {
            this.ofClass = ofClass;
            this.good = good;
            this.bad = bad;
        }

        AssetSymbol good() {
            return new AssetSymbol(good);
        }

        AssetSymbol bad() {
            return new AssetSymbol(bad);
        }

        abstract LiveProvider provider(StandIn server, InstantSource time);

        /** A good figure of one asset, and this one of the other. */
        abstract void says(StandIn server, Instant now, String figure);

        /** Bars of the good asset. */
        abstract void tells(StandIn server, List<Row> rows);

        TradingCalendar hours() {
            return ofClass == AssetClass.US ? NEW_YORK : new AlwaysOpen();
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void badFigureIsItsAssetsTroubleAlone(Feed feed) {
        LiveProvider provider = feed.provider(server, () -> now);
        LiveClass ofClass = ofClass(feed, provider);
        Map<AssetSymbol, CurrentValue> known = new HashMap<>();
        feed.says(server, now, "\"2\"");
        assertThat(update(ofClass, known)).as("both are well").containsExactlyInAnyOrder(feed.good(), feed.bad());

        try (LoggedLines log = new LoggedLines(Troubles.class)) {
            for (String figure : BAD) {
                double before = refusedReadings(provider);
                now = now.plusSeconds(10);
                feed.says(server, now, figure);

                assertThat(update(ofClass, known)).as("with %s", figure).containsExactly(feed.good());
                assertThat(troubles.all())
                        .extracting(AssetTrouble::symbol, AssetTrouble::provider)
                        .containsExactly(tuple(feed.bad(), provider.name()));
                assertThat(refusedReadings(provider) - before).isEqualTo(1);
            }
            assertThat(log.lines())
                    .as("once for as long as it lasts")
                    .singleElement()
                    .asString()
                    .contains(feed.bad() + " by " + provider.name() + " is not taken");
        }
        assertThat(known.get(feed.bad()).time()).as("the last good one is kept").isEqualTo(START);
        assertThat(ofClass.report().getFirst().failures()).as("of the provider").isZero();
    }

    @ParameterizedTest
    @EnumSource
    void barThatCannotBeIsNotTaken(Feed feed) {
        RefusedRows refused = new RefusedRows(metrics, () -> now);
        LiveProvider provider = feed.provider(server, () -> now);
        feed.tells(
                server,
                List.of(
                        new Row("2026-01-06", "2", "3", "1", "2"),
                        new Row("2026-01-06", "2", "3", "1", "2.5"),
                        new Row("2026-01-05", "2", "3", "1", "2"),
                        new Row("2026-01-07", "2", "3", "0", "2"),
                        new Row("2026-01-07", "2", "1.5", "1", "1.2"),
                        new Row("2026-01-08", "2", "3", "1", "NaN"),
                        new Row("2026-01-08", "2", "3", "1", ""),
                        new Row("2026-01-09", "2", "3", "1", "2")));

        PastBars told = provider.history(
                        feed.good(), provider instanceof Tiingo ? "good" : "GOOD", WEEK, Resolution.DAY)
                .await()
                .indefinitely();
        List<Sample> sure;
        try (LoggedLines log = new LoggedLines(BarJudge.class)) {
            sure = new BarJudge(refused).sure(provider, feed.good(), WEEK, told);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("6 bars of " + feed.good() + " by " + provider.name() + " are not stored");
        }

        assertThat(sure)
                .extracting(
                        bar -> LocalDate.ofInstant(bar.time(), ZoneOffset.UTC).getDayOfMonth())
                .containsExactly(6, 9);
        assertThat(metrics.counter("papertrader.bars.refused", "provider", provider.name())
                        .count())
                .isEqualTo(6);
        assertThat(refused.latest())
                .extracting(RefusedRow::symbol, RefusedRow::source, RefusedRow::rows)
                .containsExactly(tuple(feed.good(), provider.name(), 6L));
        assertThat(told.bars())
                .filteredOn(Reading.Nonsense.class::isInstance)
                .as("by their dates")
                .hasSize(3)
                .extracting(none -> ((Reading.Nonsense) none).reason().substring(0, "2026-01-02".length()))
                .containsExactly("2026-01-07", "2026-01-08", "2026-01-08");
    }

    private LiveClass ofClass(Feed feed, LiveProvider provider) {
        Doubts doubts = new Doubts(new BigDecimal("20"));
        List<AssetSymbol> listed = List.of(feed.good(), feed.bad());
        return new LiveClass(
                feed.ofClass,
                List.of(provider),
                listed,
                new LiveClass.Rules(
                        new Failover(List.of(provider.name()), 3, Duration.ofMinutes(5), now),
                        doubts,
                        new Judge(doubts, feed.hours(), new KnownSplits(symbol -> List.of())),
                        new Thrift(feed.ofClass, listed, symbol -> true, Duration.ofMinutes(1)),
                        StandIn.PATIENCE),
                troubles,
                metrics,
                () -> now);
    }

    private double refusedReadings(LiveProvider provider) {
        return metrics.counter("papertrader.readings.refused", "provider", provider.name())
                .count();
    }

    /** The assets of which an update takes a value. */
    private List<AssetSymbol> update(LiveClass ofClass, Map<AssetSymbol, CurrentValue> known) {
        Retrieved retrieved = ofClass.retrieve(new Known(known, now)).await().indefinitely();
        List<Sample> samples = retrieved instanceof Retrieved.Values(var update) ? update.samples() : List.of();
        samples.forEach(sample -> known.put(
                sample.asset().symbol(), new CurrentValue(sample.asset(), sample.time(), sample.source(), now)));
        return samples.stream().map(sample -> sample.asset().symbol()).toList();
    }
}
