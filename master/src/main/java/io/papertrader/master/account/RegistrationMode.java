package io.papertrader.master.account;

/** The users who may make an account by themselves. The operator makes some in any mode. */
public enum RegistrationMode {
    /** Everybody. */
    OPEN(""),
    /** Users with an invitation. */
    INVITATION("This network is for who is invited: papertrader register --invitation CODE"),
    /** Nobody. */
    CLOSED("This network takes no registrations; its operator makes the accounts.");

    private final String refusal;

    RegistrationMode(String refusal) {
        this.refusal = refusal;
    }

    /** True where everybody may register. */
    public boolean isOpen() {
        return this == OPEN;
    }

    /** True where an invitation is heard. */
    public boolean takesInvitations() {
        return this != CLOSED;
    }

    /** The words for somebody who is not let in. */
    public String refusal() {
        return refusal;
    }
}
