package io.papertrader.market;

/** Why an order expired. */
public enum ExpiryReason {
    /** Its asset has had no value for too long. */
    NO_VALUE("The asset has had no value for too long."),
    /** The market has closed. */
    MARKET_CLOSED("The market closed before there was another value.");

    private final String text;

    ExpiryReason(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }
}
