package io.papertrader.master.workers;

import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Requests about the network itself. */
@ApplicationScoped
public class WorkersHandler {
    private final ConnectedWorkers connected;

    WorkersHandler(ConnectedWorkers connected) {
        this.connected = connected;
    }

    /** Answers a client, through a worker or on the master's own port. */
    public Uni<Reply> handle(WorkersRequest request) {
        return switch (request) {
            case GetWorkers all -> Uni.createFrom().item(new WorkerList(connected.addresses()));
        };
    }
}
