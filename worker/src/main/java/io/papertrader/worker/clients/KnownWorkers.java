package io.papertrader.worker.clients;

import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * The workers of the network as the master has told them last, so that a stranger's question costs the master nothing.
 */
@Singleton
public class KnownWorkers {
    private volatile Optional<byte[]> answer = Optional.empty();

    /** Other workers are connected now. */
    public void learn(List<WorkerAddress> workers) {
        Buffer frames = Buffer.buffer();
        MessageCodec.encodeReply(Instruction.GET_WORKERS, new WorkerList(workers))
                .forEach(frame -> frame.appendTo(frames));
        answer = Optional.of(frames.getBytes());
    }

    /** The answer with the list, where it is known. */
    Optional<byte[]> answer() {
        return answer;
    }
}
