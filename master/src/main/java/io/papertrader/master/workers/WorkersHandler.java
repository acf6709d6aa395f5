package io.papertrader.master.workers;

import io.papertrader.codec.message.PageOf;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersReply.WorkerListPage;
import io.papertrader.codec.message.WorkersRequest;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.message.WorkersRequest.GetWorkersPage;
import io.papertrader.master.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

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
            case GetWorkers first -> now(page(Optional.empty()).list());
            case GetWorkersPage page ->
                now(Outcome.position(page.after(), WorkerAddress::parse).reply(page, this::page));
        };
    }

    private WorkerListPage page(Optional<WorkerAddress> after) {
        PageOf<WorkerAddress> page = connected.page(after);
        return new WorkerListPage(new WorkerList(page.items()), page.next());
    }

    private static Uni<Reply> now(Reply reply) {
        return Uni.createFrom().item(reply);
    }
}
