package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.Layout;

/** Requests about the network. */
public sealed interface WorkersRequest extends Request {
    /** The list of worker servers (3.1.5, 4.1): an extension, also answered on the master's port. */
    record GetWorkers() implements WorkersRequest {
        static final Layout<GetWorkers> LAYOUT = Layout.of(GetWorkers.class, GetWorkers::new);
    }

    /**
     * A page of the list of worker servers: an extension.
     *
     * @param after the place where the page begins
     */
    record GetWorkersPage(Cursor after) implements WorkersRequest, OfPage {
        static final Layout<GetWorkersPage> LAYOUT = Layout.of(
                GetWorkersPage.class, field("after", Cursor.TYPE, GetWorkersPage::after), GetWorkersPage::new);
    }
}
