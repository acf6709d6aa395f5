package io.papertrader.master.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.ReplyReader;
import io.papertrader.codec.message.TradeReply.TransactionHistory;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Side;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final Instruction HISTORY = Instruction.GET_USER_TRANSACTION_HISTORY;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Answers answers = new Answers(metrics);

    @Test
    void failsInPlaceOfAnAnswerThatIsLargerThanAnyMayBe() {
        assertThat(code(answers.frames(HISTORY, "edge-1", history(300_000)))).isEqualTo(FailCode.UNAVAILABLE);
    }

    @Test
    void sendsAnAnswerThatIsNotTooLarge() {
        assertThat(read(answers.frames(HISTORY, "edge-1", history(10)))).isEqualTo(history(10));
    }

    @Test
    void failsInPlaceOfAnAnswerThatCannotBeWritten() {
        assertThat(code(answers.frames(Instruction.LOGIN, "edge-1", history(1))))
                .isEqualTo(FailCode.UNAVAILABLE);
    }

    @Test
    void countsWhatWasNotAnsweredInTime() {
        assertThat(code(answers.late(HISTORY))).isEqualTo(FailCode.UNAVAILABLE);

        assertThat(metrics.counter("papertrader.requests.unanswered", "instruction", HISTORY.specName())
                        .count())
                .isEqualTo(1);
    }

    private static FailCode code(List<Frame> frames) {
        Frame frame = frames.getFirst();
        Instruction asked = frame.header().instruction() == Instruction.LOGIN_FAIL.code() ? Instruction.LOGIN : HISTORY;
        return ((Failure) new ReplyReader(asked).read(frame).orElseThrow()).code();
    }

    private static Reply read(List<Frame> frames) {
        ReplyReader reader = new ReplyReader(HISTORY);
        return frames.stream()
                .map(reader::read)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    private static TransactionHistory history(int count) {
        Transaction past = new Transaction(
                Side.BUY,
                new AssetSymbol("KO"),
                TransactionState.QUEUED,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new TransactionHistory(Collections.nCopies(count, past));
    }
}
