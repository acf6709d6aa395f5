package io.papertrader.worker.master;

import io.vertx.core.buffer.Buffer;

/** Takes the master's answer to one request, frame by frame as they come; on the link's event loop. */
public interface Answer {
    /** Takes the next frame, whole with its header. */
    void frame(Buffer frame, boolean isLast);

    /** The rest of an answer that has begun will not come. */
    void broken();
}
