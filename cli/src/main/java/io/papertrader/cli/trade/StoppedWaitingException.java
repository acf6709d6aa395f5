package io.papertrader.cli.trade;

/** The process was stopped while an order's settlement was waited for. */
final class StoppedWaitingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedWaitingException() {
        super("the wait was stopped, and the order stays in the queue");
    }
}
