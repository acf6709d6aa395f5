package io.papertrader.master.workers;

import io.papertrader.codec.message.LinkReply.WorkerStatus;
import io.papertrader.codec.wire.Frame;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** A connected worker, as seen by those who speak to it. Callable from any thread. */
public interface WorkerLink {
    /** The worker at the other end. */
    Worker worker();

    /** The address that it connected from. */
    String remoteAddress();

    /** The moment since which it is connected. */
    Instant since();

    /** Its live figures, asked from it now. */
    Uni<WorkerStatus> status();

    /** The accounts that it hears of. */
    Audience audience();

    /** Sends an event. */
    void push(Frame event);

    /** Ends the link. */
    void close(String reason);
}
