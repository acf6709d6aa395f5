package io.papertrader.master.server;

import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.ReplyReader;
import io.papertrader.codec.wire.WireFault;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.HashMap;
import java.util.Map;

/**
 * The questions that the master has asked one worker, until they are answered or nobody waits for the answers any more.
 * On one event loop.
 */
final class Questions {
    /** More than any operator looks at a time. */
    private static final int MOST = 64;

    private final Map<Long, Question> open = new HashMap<>();
    private long last;

    private record Question(ReplyReader reader, UniEmitter<? super Reply> asker) {}

    /** Gives the correlation to ask under; 0 where too many questions are open already, and the asker is told. */
    long begin(Instruction question, UniEmitter<? super Reply> asker) {
        if (open.size() >= MOST) {
            asker.fail(new LinkFault("the worker answers nothing"));
            return 0;
        }
        open.put(++last, new Question(new ReplyReader(question), asker));
        return last;
    }

    /** Nobody waits for this answer any more. */
    void forget(long correlation) {
        open.remove(correlation);
    }

    /** Takes a frame of an answer; one that nobody waits for is dropped. */
    void answer(LinkRecord record) {
        Question question = open.get(record.correlation());
        if (question == null) {
            return;
        }
        try {
            question.reader.read(record.frame()).ifPresent(reply -> {
                forget(record.correlation());
                question.asker.complete(reply);
            });
        } catch (WireFault fault) {
            forget(record.correlation());
            question.asker.fail(fault);
        }
    }

    /** The worker is gone. */
    void end() {
        Map<Long, Question> unanswered = Map.copyOf(open);
        open.clear();
        unanswered.values().forEach(question -> question.asker.fail(new LinkFault("the link closed")));
    }

    int size() {
        return open.size();
    }
}
