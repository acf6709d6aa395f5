package io.papertrader.worker.master;

import io.papertrader.codec.message.LinkReply.WorkerStatus;

/** Who knows this worker's live figures, when the master asks for them. */
public interface StatusSource {
    /** The figures of now. */
    WorkerStatus status();
}
