package io.papertrader.standalone;

/** Something outside the program that keeps the network from running; the message is all that people get to read. */
final class StartFault extends Exception {

    private static final long serialVersionUID = 1L;

    StartFault(String message) {
        super(message);
    }

    StartFault(String message, Throwable cause) {
        super(message, cause);
    }
}
