package io.papertrader.master.trade;

import io.papertrader.master.Origin;
import io.papertrader.master.session.AccountId;
import io.papertrader.vocabulary.TransactionId;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * The id of an order whose client made none: by what its worker stamped on it, so that a command that is sent again
 * after a broken link is the same order. Like a client's it begins with the time, as RFC 9562's version 8 allows.
 */
final class StampedId {
    private static final int TIME_SHIFT = 16;
    private static final long VERSION_8 = 0x8000L;
    private static final long BELOW_VERSION = 0x0FFFL;

    private StampedId() {}

    static TransactionId of(AccountId account, Origin origin) {
        UUID worker = origin.worker();
        ByteBuffer name = ByteBuffer.allocate(5 * Long.BYTES)
                .putLong(account.value())
                .putLong(worker.getMostSignificantBits())
                .putLong(worker.getLeastSignificantBits())
                .putLong(origin.stamp().toEpochMilli())
                .putLong(origin.correlation());
        UUID hash = UUID.nameUUIDFromBytes(name.array());
        long time = origin.stamp().toEpochMilli() << TIME_SHIFT;
        return new TransactionId(new UUID(
                time | VERSION_8 | (hash.getMostSignificantBits() & BELOW_VERSION), hash.getLeastSignificantBits()));
    }
}
