package io.papertrader.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.LinkEvent.AccountEvents.Numbered;
import io.papertrader.codec.message.UserName;
import io.papertrader.worker.Samples;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way of an account's events to the connections that use its sessions. */
class LiveSessionsTest {
    private static final UserName ANN = new UserName("Ann");

    private final LiveSessions live = new LiveSessions(InstantSource.system());
    private final Listener first = new Listener();
    private final Listener second = new Listener();

    private static final class Listener implements LiveSessions.Listener {
        private final List<AccountNews> heard = new ArrayList<>();

        @Override
        public void hear(AccountNews news) {
            heard.add(news);
        }

        @Override
        public void hear(AppliedAction news) {
            throw new AssertionError("no actions are told here");
        }
    }

    private void tell() {
        live.tell(List.of(new Numbered(new UserName("ANN"), 1, Samples.settled("replay"))));
    }

    @Test
    void findsTheOnlyConnectionAndForgetsIt() {
        live.bind(Sessions.of(ANN), first);
        tell();
        live.unbind(List.of(ANN), first);
        tell();

        assertThat(first.heard).hasSize(1);
    }

    @Test
    void tellsAConnectionOnceThatUsesOneSessionAfterAnother() {
        live.bind(Sessions.of(ANN), first);
        live.bind(Sessions.of(ANN), first);

        tell();

        assertThat(first.heard).hasSize(1);
    }

    @Test
    void findsAllConnectionsThatAreLeft() {
        live.bind(Sessions.of(ANN), first);
        live.bind(Sessions.of(ANN), second);
        tell();
        live.unbind(List.of(ANN), first);
        tell();

        assertThat(first.heard).hasSize(1);
        assertThat(second.heard).hasSize(2);
    }

    @Test
    void forgetsNobodyForAConnectionThatIsNotThere() {
        live.bind(Sessions.of(ANN), first);

        live.unbind(List.of(ANN), second);
        tell();

        assertThat(first.heard).hasSize(1);
    }
}
