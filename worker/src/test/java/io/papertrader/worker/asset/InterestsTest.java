package io.papertrader.worker.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.worker.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InterestsTest {
    private long nanos = 1;
    private final Interests interests = new Interests(() -> nanos);

    @BeforeEach
    void list() {
        interests.of(Samples.AAPL);
        interests.of(Samples.MSFT);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void tellsOfAnAssetOnceWhileTheMasterFollowsIt() {
        interests.of(Samples.AAPL).note();
        assertThat(interests.take()).containsExactly(Samples.AAPL);

        interests.of(Samples.AAPL).note();
        assertThat(interests.take()).isEmpty();
        pass(Duration.ofMinutes(5));
        assertThat(interests.take()).containsExactly(Samples.AAPL);
        pass(Duration.ofMinutes(5));
        assertThat(interests.take()).as("nobody asked any more").isEmpty();
    }

    @Test
    void hearsOfListedAssetsAlone() {
        interests.watch(List.of(Samples.MSFT, new AssetSymbol("NONE")));

        assertThat(interests.take()).containsExactly(Samples.MSFT);
        interests.of(Samples.AAPL).note();
        interests.retain(Set.of(Samples.MSFT));
        assertThat(interests.take()).isEmpty();
    }

    @Test
    void tellsAnotherMasterAgain() {
        interests.watch(List.of(Samples.MSFT));
        interests.take();
        interests.watch(List.of(Samples.MSFT));

        interests.forgetTold();

        assertThat(interests.take()).containsExactly(Samples.MSFT);
    }
}
