package io.papertrader.master.leadership;

import io.vertx.pgclient.PgException;

/** The session that this master was promised is not the one that does its work, so no lock could be held in it. */
public final class PoolerInBetween extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PoolerInBetween() {
        super("there is a pooler before the database; the lock of the master needs a session of its own");
    }

    /** True where a connection was refused as PgBouncer refuses one that wants settings of its session. */
    public static boolean refused(Throwable failure) {
        return failure instanceof PoolerInBetween
                || (failure instanceof PgException refusal
                        && String.valueOf(refusal.getErrorMessage()).contains("unsupported startup parameter"));
    }
}
