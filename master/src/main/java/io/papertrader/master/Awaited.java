package io.papertrader.master;

import io.smallrye.mutiny.Context;

/**
 * Somebody who waits for answers, or has gone meanwhile, for those who work on them. It goes with a request as Mutiny's
 * context; who has heard of none works for somebody.
 */
public final class Awaited {
    private static final String KEY = Awaited.class.getName();

    private volatile boolean isOver;

    /** The context that tells of it. */
    public Context context() {
        return Context.of(KEY, this);
    }

    /** Nobody waits any more. */
    public void end() {
        isOver = true;
    }

    /** True where whoever asked in this context is still there. */
    public static boolean in(Context asked) {
        return !(asked.contains(KEY) && asked.<Awaited>get(KEY).isOver);
    }
}
