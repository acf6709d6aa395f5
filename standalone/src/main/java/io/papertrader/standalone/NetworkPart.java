package io.papertrader.standalone;

import java.io.IOException;
import java.nio.file.Path;

/** A part of the network with a life of its own: the database, the master, the worker. */
interface NetworkPart {

    String name();

    boolean isAlive();

    /** True where it does its work; asked from the moment it was started again until the answer is yes. */
    boolean isReady();

    /** The words for its end, after its name: {@code was ended by signal 9}. */
    String ending();

    /** The file that it prints to. */
    Path output();

    /** Starts it where it was when it ended; need not wait until it is ready. */
    void startAgain() throws StartFault, IOException;
}
