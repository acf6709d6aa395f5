package io.papertrader.market;

/** The reason for which an order did not fill at a value. */
public enum RejectReason {
    /** The terms of the order said so. */
    TERMS("The value was not within the order's price."),
    /** The portfolio could not pay. */
    TOO_DEAR("It cost more than the portfolio had to spend.");

    private final String text;

    RejectReason(String text) {
        this.text = text;
    }

    /** The sentence for people. */
    public String text() {
        return text;
    }
}
