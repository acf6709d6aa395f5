package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AssetEvent.ValuesChanged;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.wire.Frame;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.worker.Samples;
import io.papertrader.worker.asset.AssetNumbers;
import io.papertrader.worker.asset.ToldValues;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The events of an update, told together to those who have named some assets. */
class ValueFeedMomentsTest {
    private static final AssetSymbol ONE = new AssetSymbol("ONE");
    private static final AssetSymbol TWO = new AssetSymbol("TWO");

    private final ToldValues told = new ToldValues();
    private final AssetNumbers numbers = new AssetNumbers();
    private final Queue<Runnable> moments = new ArrayDeque<>();
    private final ValueFeed feed = new ValueFeed(told.values(), numbers, moments::add);
    private final Reading ofSome = new Reading();
    private final Reading ofAll = new Reading();
    private Instant time = Samples.VALUE_TIME;

    private static final class Reading implements ValueFeed.Listener {
        private final List<List<AssetValue>> events = new ArrayList<>();

        @Override
        public boolean isBehind() {
            return false;
        }

        @Override
        public boolean tell(byte[] event) {
            Frame frame = Frame.decode(Buffer.buffer(event));
            events.add(((ValuesChanged) MessageCodec.decodeEvent(frame)).values());
            return true;
        }
    }

    @BeforeEach
    void subscribe() {
        feed.subscribe(ofSome, List.of(ONE, TWO));
        feed.subscribe(ofAll, List.of());
        feed.catchUp(ofSome);
        assertThat(ofSome.events).isEmpty();
    }

    private AssetInfo tell(AssetSymbol symbol) {
        time = time.plusSeconds(1);
        AssetInfo info = Samples.asset(symbol, "1", time);
        told.tell(List.of(info));
        feed.update(new ValueFeed.Update(List.of(info), numbers));
        return info;
    }

    private void passAMoment() {
        moments.remove().run();
    }

    @Test
    void tellsASingleValueAfterAMoment() {
        AssetInfo one = tell(ONE);

        passAMoment();

        assertThat(ofSome.events).containsExactly(List.of(one.toValue()));
        assertThat(moments).isEmpty();
    }

    @Test
    void tellsTheValuesOfOneUpdateTogetherWhenNoMoreCome() {
        AssetInfo one = tell(ONE);
        AssetInfo two = tell(TWO);
        passAMoment();
        assertThat(ofSome.events).isEmpty();

        passAMoment();

        assertThat(ofSome.events).containsExactly(List.of(one.toValue(), two.toValue()));
    }

    @Test
    void tellsWhatHasComeAlthoughMoreComesWithoutEnd() {
        tell(ONE);
        for (int moment = 1; moment < ValueFeed.MOST_MOMENTS; moment++) {
            tell(TWO);
            passAMoment();
        }
        assertThat(ofSome.events).isEmpty();
        tell(TWO);

        passAMoment();

        assertThat(ofSome.events)
                .singleElement()
                .satisfies(values ->
                        assertThat(values).extracting(AssetValue::symbol).containsExactlyInAnyOrder(ONE, TWO));
    }

    @Test
    void tellsThoseWhoWantAllAtOnce() {
        AssetInfo one = tell(ONE);

        assertThat(ofAll.events).containsExactly(List.of(one.toValue()));
    }
}
