package io.papertrader.master.asset;

import java.time.Instant;

/**
 * A recorded period that is replayed.
 *
 * @param first the first moment of its first day
 * @param last the close of its last day
 * @param updatesLeft the number of updates until it ends, at the most
 */
public record ReplayedPeriod(Instant first, Instant last, long updatesLeft) {}
