package io.papertrader.market;

/** The reason for which an order expired. */
public enum ExpiryReason {
    /** Its asset has had no value for too long. */
    NO_VALUE("The asset has had no value for too long."),
    /** The market has closed. */
    MARKET_CLOSED("The market closed before there was another value."),
    /** Its shares were split. */
    SPLIT("The asset was split, and the order was of shares as they were before; place it anew."),
    /** Its asset has another symbol. */
    RENAMED("The asset goes on under another symbol; place the order anew, of that one."),
    /** Its asset is traded no more. */
    DELISTED("The asset is not traded any more.");

    private final String text;

    ExpiryReason(String text) {
        this.text = text;
    }

    /** The sentence for people. */
    public String text() {
        return text;
    }
}
