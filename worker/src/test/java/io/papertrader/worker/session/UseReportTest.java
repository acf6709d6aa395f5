package io.papertrader.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AssetRequest.GetAssetValueCurrent;
import io.papertrader.codec.message.LinkReply.UsesNoted;
import io.papertrader.codec.message.LinkRequest.NoteUses;
import io.papertrader.codec.message.LinkRequest.NoteUses.Use;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.Samples;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The master hears which sessions are used, although it is asked once about each. */
@QuarkusTest
class UseReportTest extends LinkedWorker {
    @Inject
    UseReport report;

    @Inject
    VerifiedSessions sessions;

    @BeforeEach
    void forgetOthers() {
        master.answer(NoteUses.class, request -> new UsesNoted());
        sessions.takeUses();
    }

    @Test
    void tellsOfASessionThatWasAnsweredFromMemory() throws Exception {
        User user = newUser();
        ClientStandIn client = connectForData(user);

        try (var _ = clock.later(Duration.ofSeconds(30))) {
            client.ask(new GetAssetValueCurrent(Samples.AAPL));
            assertThat(sessions.takeUses())
                    .extracting(Use::session)
                    .contains(user.session().hash());
            assertThat(sessions.takeUses())
                    .extracting(Use::session)
                    .doesNotContain(user.session().hash());
        }
    }

    @Test
    void tellsOfAConnectionThatOnlyListens() throws Exception {
        User user = newUser();
        connectForData(user);

        try (var _ = clock.later(Duration.ofMinutes(1))) {
            report.tell();
        }

        List<Use> told = master.next(NoteUses.class).request().uses();
        assertThat(told).extracting(Use::session).contains(user.session().hash());
    }
}
