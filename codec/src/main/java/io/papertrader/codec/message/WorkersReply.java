package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.Layout;
import java.util.List;
import java.util.Optional;

/** Answers of {@link WorkersRequest}. */
public sealed interface WorkersReply extends Reply {
    /** The workers that clients can use now. */
    record WorkerList(List<WorkerAddress> workers) implements WorkersReply {
        /** The most workers of an answer. */
        public static final int PAGE = 120;

        static final Layout<WorkerList> LAYOUT = Layout.of(
                WorkerList.class,
                field("workers", WorkerAddress.TYPE.list(PAGE), WorkerList::workers),
                WorkerList::new);

        public WorkerList {
            workers = List.copyOf(workers);
        }
    }

    /** A part of the list of workers. */
    record WorkerListPage(WorkerList list, Optional<Cursor> next) implements WorkersReply, Page {
        static final Layout<WorkerListPage> LAYOUT = Layout.of(
                WorkerListPage.class,
                field("list", WorkerList.LAYOUT, WorkerListPage::list),
                field("next", Cursor.TYPE.optional(), WorkerListPage::next),
                WorkerListPage::new);
    }
}
