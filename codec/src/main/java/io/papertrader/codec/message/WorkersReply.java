package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.Layout;
import java.util.List;

/** Answers of {@link WorkersRequest}. */
public sealed interface WorkersReply extends Reply {
    /** The workers that clients can use now. */
    record WorkerList(List<WorkerAddress> workers) implements WorkersReply {
        static final Layout<WorkerList> LAYOUT = Layout.of(
                WorkerList.class, field("workers", WorkerAddress.TYPE.list(), WorkerList::workers), WorkerList::new);

        public WorkerList {
            workers = List.copyOf(workers);
        }
    }
}
