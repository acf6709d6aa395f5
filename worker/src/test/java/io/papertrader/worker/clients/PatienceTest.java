package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The neglects that end a connection. */
class PatienceTest {
    private static final Patience.Look WELL = new Patience.Look(false, false, false, false);

    private final Patience patience = new Patience(new Patience.Limits(2, 4, 3, 3, 100));

    private Optional<String> after(int looks, Patience.Look look) {
        Optional<String> reason = Optional.empty();
        for (int i = 0; i < looks; i++) {
            reason = patience.look(look);
        }
        return reason;
    }

    @Test
    void waitsSoLongForTheFirstMessage() {
        Patience.Look opening = new Patience.Look(true, true, false, false);

        assertThat(after(2, opening)).isEmpty();
        assertThat(after(1, opening)).contains("says nothing");
    }

    @Test
    void waitsSoLongForALoginWhateverIsAsked() {
        Patience.Look stranger = new Patience.Look(false, true, false, false);
        after(4, stranger);

        patience.heard();

        assertThat(after(1, stranger)).contains("does not log in");
    }

    @Test
    void waitsSoLongForTheEndOfAMessage() {
        Patience.Look begun = new Patience.Look(false, false, true, false);
        after(3, begun);

        assertThat(after(1, begun)).contains("does not end the message that it began");
    }

    @Test
    void isPatientWithAMessageAfterAnother() {
        Patience.Look begun = new Patience.Look(false, false, true, false);
        for (int message = 0; message < 10; message++) {
            assertThat(after(3, begun)).isEmpty();
            patience.heard();
        }
    }

    @Test
    void isPatientWithAClientThatReadsSlowlyButReads() {
        Patience.Look unread = new Patience.Look(false, false, false, true);
        for (int piece = 0; piece < 10; piece++) {
            assertThat(after(3, unread)).isEmpty();
            patience.read();
        }

        assertThat(after(4, unread)).contains("does not read its replies");
    }

    @Test
    void callsAClientQuietThatNothingWasHeardOfSinceItWasAskedLast() {
        assertThat(patience.takeQuiet()).isFalse();
        assertThat(patience.takeQuiet()).isTrue();

        patience.heard();
        assertThat(patience.takeQuiet()).isFalse();

        patience.expectMessage();
        assertThat(patience.takeQuiet()).isFalse();
        assertThat(patience.takeQuiet()).isTrue();
    }

    @Test
    void endsAConnectionThatIsIdle() {
        assertThat(after(100, WELL)).isEmpty();
        assertThat(after(1, WELL)).contains("is idle");
    }
}
