package io.papertrader.codec.message;

import io.papertrader.codec.wire.Layout;

/** What a client asks about the network. */
public sealed interface WorkersRequest extends Request {
    /** The list of worker servers (3.1.5, 4.1): an extension, also answered on the master's port. */
    record GetWorkers() implements WorkersRequest {
        static final Layout<GetWorkers> LAYOUT = Layout.of(GetWorkers.class, GetWorkers::new);
    }
}
