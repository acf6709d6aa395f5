package io.papertrader.cli.session;

import io.papertrader.codec.message.WorkerAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * The workers that are tried, in this order.
 *
 * @param origin a sentence about where their addresses are from, for someone whom none of them answers
 */
record Candidates(List<WorkerAddress> workers, String origin) {
    /** The list is copied, each address once. */
    Candidates {
        workers = workers.stream().distinct().toList();
    }

    /** These candidates, and then others. */
    Candidates and(Candidates others) {
        return new Candidates(
                Stream.concat(workers.stream(), others.workers().stream()).toList(), origin);
    }
}
