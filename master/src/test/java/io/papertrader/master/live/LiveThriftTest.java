package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.papertrader.market.calendar.AlwaysOpen;
import io.papertrader.master.asset.AssetClass;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.Known;
import io.papertrader.master.asset.Retrieved;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list of 1,200 shares at Alpaca, which tells of 500 in a call. */
class LiveThriftTest {
    private static final List<AssetSymbol> LISTED =
            IntStream.range(0, 1_200).mapToObj(i -> new AssetSymbol("A" + i)).toList();
    private static final Duration UPDATE = Duration.ofSeconds(5);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Set<AssetSymbol> wanted = new HashSet<>();
    private Instant now = Instant.parse("2026-01-05T15:00:00Z");
    private StandIn server;
    private LiveClass shares;

    @BeforeEach
    void start() {
        server = new StandIn()
                .json(
                        "/v2/assets",
                        LISTED.stream()
                                .map(symbol -> "{\"symbol\": \"" + symbol + "\"}")
                                .collect(Collectors.joining(",", "[", "]")))
                .page(
                        "/v2/stocks/snapshots",
                        response -> StandIn.send(
                                response,
                                200,
                                "application/json",
                                LISTED.stream()
                                        .map(symbol -> "\"%s\": {\"latestTrade\": {\"t\": \"%s\", \"p\": 10}}"
                                                .formatted(symbol, now))
                                        .collect(Collectors.joining(",", "{", "}"))));
        Web web = server.web(10_000, () -> now);
        shares = shares(new Alpaca(web, web, "iex", true, new AlwaysOpen()));
    }

    private LiveClass shares(LiveProvider... providers) {
        Doubts doubts = new Doubts(new BigDecimal("25"));
        return new LiveClass(
                AssetClass.US,
                List.of(providers),
                LISTED,
                new LiveClass.Rules(
                        new Failover(
                                Stream.of(providers).map(LiveProvider::name).toList(), 3, Duration.ofMinutes(5), now),
                        doubts,
                        new Judge(doubts, new AlwaysOpen(), new KnownSplits(symbol -> List.of())),
                        new Thrift(AssetClass.US, LISTED, wanted::contains, Duration.ofMinutes(10)),
                        StandIn.PATIENCE),
                new Troubles(metrics),
                metrics,
                () -> now);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private List<AssetSymbol> retrieved(Uni<Retrieved> retrieval) {
        return retrieval.await().indefinitely() instanceof Retrieved.Values(AssetUpdate update)
                ? update.samples().stream()
                        .map(sample -> sample.asset().symbol())
                        .toList()
                : List.of();
    }

    private List<AssetSymbol> update() {
        now = now.plus(UPDATE);
        return retrieved(shares.retrieve(new Known(Map.of(), now)));
    }

    private long calls() {
        return server.asked().stream()
                .filter(asked -> asked.contains("snapshots"))
                .count();
    }

    @Test
    void makesOneCallForAFewThatAreWanted() {
        assertThat(update()).hasSize(1_200);
        assertThat(calls()).isEqualTo(3);

        wanted.addAll(LISTED.subList(1_000, 1_010));
        assertThat(update()).hasSize(500).containsAll(wanted);
        assertThat(calls()).isEqualTo(4);
        assertThat(metrics.get("papertrader.calls.saved").functionCounter().count())
                .isEqualTo(2);
        assertThat(metrics.get("papertrader.assets.left.out").functionCounter().count())
                .isEqualTo(700);
    }

    @Test
    void makesNoneWhereNobodyWantsAnything() {
        update();

        assertThat(update()).isEmpty();
        assertThat(calls()).isEqualTo(3);
        assertThat(shares.report().getFirst().failures()).isZero();
    }

    /** Alpaca knows neither the first nor the last; of these Tiingo, every four minutes, tells in one call. */
    @Test
    void anotherStandsInForAllThatAreUnknownWhicheverOfThemAreChosen() {
        List<AssetSymbol> unknown = List.of(LISTED.getFirst(), LISTED.getLast());
        server.json(
                "/v2/assets",
                LISTED.stream()
                        .filter(symbol -> !unknown.contains(symbol))
                        .map(symbol -> "{\"symbol\": \"" + symbol + "\"}")
                        .collect(Collectors.joining(",", "[", "]")));
        server.page(
                "/iex/",
                response -> StandIn.send(
                        response,
                        200,
                        "application/json",
                        unknown.stream()
                                .map(symbol -> "{\"ticker\": \"%s\", \"timestamp\": \"%s\", \"tngoLast\": 10}"
                                        .formatted(symbol, now))
                                .collect(Collectors.joining(",", "[", "]"))));
        Web web = server.web(10_000, () -> now);
        Duration every = Duration.ofMinutes(4);
        shares = shares(
                new Alpaca(web, web, "iex", true, new AlwaysOpen()), new Tiingo(web, every, true, new AlwaysOpen()));
        assertThat(update()).containsAll(unknown);
        wanted.add(LISTED.get(1));
        now = now.plus(every);

        assertThat(update()).hasSize(501).containsAll(unknown);
    }

    @Test
    void asksOnDemandForOneThatRests() {
        update();
        for (int updates = 0; updates < 13; updates++) {
            update();
        }
        AssetSymbol resting = LISTED.getLast();
        assertThat(shares.rests(resting)).isTrue();

        assertThat(retrieved(shares.retrieveAtOnce(new Known(Map.of(), now), Set.of(resting))))
                .hasSize(500)
                .contains(resting);
        assertThat(calls()).isEqualTo(4);
        assertThat(shares.rests(resting)).isFalse();
    }

    @Test
    void asksAgainForAllThatWereNotAnswered() {
        server.page("/v2/stocks/snapshots", response -> StandIn.send(response, 500, "text/plain", ""));

        assertThat(update()).isEmpty();
        update();
        assertThat(calls()).as("one that fails ends its update").isEqualTo(2);
    }
}
