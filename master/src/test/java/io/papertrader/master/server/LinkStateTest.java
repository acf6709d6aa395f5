package io.papertrader.master.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.master.server.LinkState.Connected;
import io.papertrader.master.server.LinkState.Drained;
import io.papertrader.master.server.LinkState.Draining;
import io.papertrader.master.server.LinkState.Gone;
import io.papertrader.master.server.LinkState.Welcomed;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LinkStateTest {
    private final AtomicInteger drained = new AtomicInteger();

    @Test
    void isConnectedWhenItsFirstRecordOpens() {
        assertThat(new Welcomed().opened()).isEqualTo(new Connected());
    }

    @Test
    void isDrainedAtOnceWhereNothingIsWorkedOn() {
        assertThat(new Connected().drain(drained::incrementAndGet, true)).isEqualTo(new Drained());
        assertThat(drained).hasValue(1);
    }

    @Test
    void isDrainedOnceWhenTheLastRequestIsAnswered() {
        LinkState draining = new Connected().drain(drained::incrementAndGet, false);
        assertThat(drained).hasValue(0);

        Drained end = ((Draining) draining).idle();
        end.end();

        assertThat(drained).hasValue(1);
    }

    @Test
    void isDrainedWhenItsSocketCloses() {
        LinkState draining = new Connected().drain(drained::incrementAndGet, false);

        assertThat(draining.end()).isEqualTo(new Gone());

        assertThat(drained).hasValue(1);
    }

    @Test
    void isDrainedAtOnceWhereNobodyHasShownTheKeysOrAllIsOver() {
        new Welcomed().drain(drained::incrementAndGet, true);
        new Gone().drain(drained::incrementAndGet, true);

        assertThat(drained).hasValue(2);
    }
}
