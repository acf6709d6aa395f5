package io.papertrader.master.leadership;

/** A write of a process that does not lead, or does not lead any more. */
public final class LostLeadership extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostLeadership() {
        super("this process does not lead");
    }
}
