package io.papertrader.worker.master;

import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.LinkReply.HeartbeatAnswer;
import io.papertrader.codec.message.LinkReply.WorkerStatus;

/** Stands on the link, and hears in what order which part has to: on the link's event loop. */
public interface LinkObserver {
    /** There is a link, the first or a new one. */
    void linked();

    /** The master has pushed this. */
    void pushed(LinkEvent event);

    /** The master has answered a heartbeat. */
    void beaten(HeartbeatAnswer answer);

    /** The worker's figures of now, which the master asks for (specification 3.1.5). */
    WorkerStatus status();
}
