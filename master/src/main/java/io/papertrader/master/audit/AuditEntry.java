package io.papertrader.master.audit;

/**
 * One line of the audit trail.
 *
 * @param about the party that it is about
 * @param detail anything else worth knowing; never a secret, and nothing that a stranger wrote
 */
public record AuditEntry(Act act, By by, Party about, String detail) {
    private static final int MAX_DETAIL = 200;

    public AuditEntry {
        if (detail.length() > MAX_DETAIL) {
            detail = detail.substring(0, MAX_DETAIL);
        }
    }

    /** An entry with nothing else to know. */
    public static AuditEntry of(Act act, By by, Party about) {
        return new AuditEntry(act, by, about, "");
    }

    /** The same, with this detail. */
    public AuditEntry saying(String words) {
        return new AuditEntry(act, by, about, words);
    }
}
