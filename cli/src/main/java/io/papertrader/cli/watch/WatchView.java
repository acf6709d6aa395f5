package io.papertrader.cli.watch;

import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.PortfolioAction;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.WorkerAddress;
import java.util.List;

/** The way in which changes are shown. */
interface WatchView extends AutoCloseable {
    /** Values that were not known before; they may be none. */
    void values(Watchlist all, List<AssetInfo> changed);

    /** A transaction of the account has settled, was rejected or was cancelled. */
    void settled(Transaction transaction);

    /** A corporate action did something to the account. */
    void acted(PortfolioAction action);

    /** The network cannot be asked just now; said again at each look until it can. */
    void trouble(String reason);

    /** Values can be asked for again, through this worker. */
    void regained(WorkerAddress worker);

    /** Some of the account's transactions are not shown, though they settled, were rejected or cancelled. */
    void missed(String what);

    @Override
    void close();
}
