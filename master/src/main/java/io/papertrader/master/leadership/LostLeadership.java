package io.papertrader.master.leadership;

/** A write of a process that does not lead, or does not lead any more. */
public final class LostLeadership extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Nothing can be written any more; what was under way may be done. */
    public LostLeadership() {
        super("this process does not lead");
    }
}
