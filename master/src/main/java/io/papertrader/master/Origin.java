package io.papertrader.master;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.link.LinkRecord;
import java.time.Instant;
import java.util.UUID;

/**
 * The origin of a request, by the word of a worker, and the part of that which the master believes.
 *
 * @param stamp the worker's time on the record: with worker and correlation it names what is sent again
 * @param placedAt the stamp, or the master's own time where the stamp is too far from it
 * @param takenAt the moment of the stamp by the master's clock, as far as heartbeats have shown how far the worker's is
 *     from it
 * @param client the address that the worker names
 * @param trustsClient true where the operator lets workers name addresses
 */
public record Origin(
        UUID worker,
        long correlation,
        Instant stamp,
        Instant placedAt,
        Instant takenAt,
        ClientAddress client,
        boolean trustsClient) {
    /** The origin of a record whose stamp may have been replaced. */
    public static Origin of(LinkRecord record, Instant placedAt, Instant takenAt, boolean trustsClient) {
        return new Origin(
                record.worker(),
                record.correlation(),
                record.stamp(),
                placedAt,
                takenAt,
                record.client(),
                trustsClient);
    }

    /** The address to write down. */
    public ClientAddress trustedClient() {
        return trustsClient ? client : ClientAddress.NONE;
    }
}
