package io.papertrader.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.client.Samples;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.vocabulary.Money;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchlistTest {
    private final Watchlist list = new Watchlist(List.of());

    private boolean suffices(String before, String after) {
        AssetInfo apple = Samples.apple();
        list.update(List.of(new AssetInfo(apple.asset(), apple.name(), apple.currency(), Instant.parse(before))));
        return list.suffice(List.of(new AssetValue(apple.asset().symbol(), Money.of("160"), Instant.parse(after))));
    }

    @Test
    void keepsTheOpenForTheValuesOfADay() {
        assertThat(suffices("2018-02-07T14:30:00Z", "2018-02-07T16:40:00Z")).isTrue();
    }

    @Test
    void asksForTheOpenAgainBehindANightThatEndsWithinADayOfUtc() {
        assertThat(suffices("2018-02-08T00:30:00Z", "2018-02-08T14:30:00Z")).isFalse();
    }

    @Test
    void asksForTheOpenAgainOnAnotherDay() {
        assertThat(suffices("2018-02-07T23:59:00Z", "2018-02-08T00:01:00Z")).isFalse();
    }
}
