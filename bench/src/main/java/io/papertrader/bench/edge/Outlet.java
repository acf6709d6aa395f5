package io.papertrader.bench.edge;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** The requests of one connection, as bytes that may have to be written in parts. Allocates little while it runs. */
public interface Outlet {
    /** Owes so many requests more. */
    void owe(int times);

    /** Writes of what is owed as much as the channel takes; says whether that was all. */
    boolean write(WritableByteChannel channel) throws IOException;
}
