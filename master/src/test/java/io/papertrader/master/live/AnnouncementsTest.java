package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.papertrader.market.calendar.ExchangeCalendar;
import io.papertrader.master.asset.AssetClass;
import io.papertrader.vocabulary.AssetSymbol;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alpaca with Tiingo behind it, which tell of the same split and each of something more. */
class AnnouncementsTest {
    private static final Instant NOW = Instant.parse("2026-01-05T15:00:00Z");
    private static final AssetSymbol AAPL = new AssetSymbol("AAPL");
    private static final ExchangeCalendar NEW_YORK = new ExchangeCalendar(
            "XNYS", ZoneId.of("America/New_York"), LocalTime.parse("09:30"), LocalTime.parse("16:00"), Map.of());

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Announcements announced = new Announcements(ofClass -> NEW_YORK, () -> NOW);
    private StandIn alpaca;
    private StandIn tiingo;

    @BeforeEach
    void start() {
        alpaca = new StandIn().json("/v2/assets", "[{\"symbol\": \"AAPL\"}]").json("/v1/corporate-actions", """
                {"corporate_actions": {"forward_splits": [
                   {"id": "1", "symbol": "AAPL", "new_rate": 4, "old_rate": 1, "ex_date": "2026-01-06"}]},
                 "next_page_token": null}
                """);
        tiingo = new StandIn()
                .json("/tiingo/corporate-actions/splits", """
                        [{"ticker": "aapl", "exDate": "2026-01-06", "splitFrom": 1, "splitTo": 4, "splitStatus": "a"}]
                        """)
                .json("/tiingo/corporate-actions/distributions", """
                        [{"ticker": "aapl", "exDate": "2026-01-07", "distribution": 0.26}]
                        """);
    }

    @AfterEach
    void stop() {
        alpaca.close();
        tiingo.close();
    }

    private List<String> look() {
        Web web = alpaca.web(100, () -> NOW);
        Doubts doubts = new Doubts(new BigDecimal("25"));
        LiveClass shares = new LiveClass(
                AssetClass.US,
                List.of(
                        new Alpaca(web, web, "iex", true, NEW_YORK),
                        new Tiingo(tiingo.web(100, () -> NOW), Duration.ZERO, true, NEW_YORK)),
                List.of(AAPL),
                new LiveClass.Rules(
                        new Failover(List.of("alpaca", "tiingo"), 3, Duration.ofMinutes(5), NOW),
                        doubts,
                        new Judge(doubts, NEW_YORK, new Splits(List::of)),
                        new Thrift(AssetClass.US, List.of(AAPL), symbol -> true, Duration.ofMinutes(10))),
                new Troubles(metrics),
                metrics,
                () -> NOW);
        announced.look(shares, 1).await().indefinitely();
        return announced.all().stream().map(action -> action.id().value()).toList();
    }

    @Test
    void knowsOnceWhatBothTellOf() {
        assertThat(look()).containsExactly("AAPL/2026-01-06/split", "AAPL/2026-01-07/dividend");
        assertThat(look()).hasSize(2);
    }

    @Test
    void knowsWhatTheOtherTellsOfWhereOneIsAway() {
        alpaca.page("/v1/corporate-actions", response -> StandIn.send(response, 403, "application/json", "{}"));

        assertThat(look()).containsExactly("AAPL/2026-01-06/split", "AAPL/2026-01-07/dividend");
        tiingo.page("/tiingo/corporate-actions/splits", response -> StandIn.send(response, 500, "text/html", "<html>"));
        assertThat(look()).as("and keeps what it knows").hasSize(2);
    }
}
