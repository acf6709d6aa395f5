package io.papertrader.market;

/**
 * The reason for which a command is refused, in order of precedence: two faults at once always give the same answer.
 */
public enum RefuseReason {
    /** There is no such portfolio. */
    UNKNOWN_PORTFOLIO("There is no such portfolio."),
    /** A portfolio of this number was opened with other cash or another currency. */
    PORTFOLIO_EXISTS("The portfolio was opened before, and otherwise."),
    /** The id names another order of the portfolio. */
    ID_USED("The id was used before for another order."),
    /** The command came too late. */
    DEADLINE_PASSED("The deadline has passed; the order will not be done."),
    /** The asset is not on the list of assets. */
    UNKNOWN_ASSET("The asset is not on the list of assets."),
    /** The asset is traded in another currency than the portfolio's. */
    OTHER_CURRENCY("The asset is traded in another currency than the portfolio's."),
    /** The market is closed. */
    MARKET_CLOSED("The market is closed."),
    /** There is no value of the asset that is recent enough to trade on. */
    STALE_VALUE("There is no fresh value of the asset; try again later."),
    /** The quantity rounds to no money. */
    TOO_SMALL("The quantity is too small to be worth anything."),
    /** The portfolio has as many open orders as it may have. */
    TOO_MANY_OPEN_ORDERS("The portfolio has too many open orders."),
    /** The purchase takes more than is free. */
    INSUFFICIENT_FUNDS("The portfolio has not enough to spend."),
    /** The sale takes more than is free. */
    INSUFFICIENT_HOLDINGS("The portfolio has not enough to sell."),
    /** The portfolio has no order of this id. */
    UNKNOWN_ORDER("The portfolio has no such order."),
    /** The order fills or ends at values that are known, with a slice to come. */
    ORDER_DUE("The order is being settled at values that are known; it cannot be taken back any more."),
    /** The order is not open any more. */
    ORDER_ENDED("The order has ended."),
    /** The update is not the one that comes next. */
    WRONG_UPDATE("Another update is next."),
    /** The last update's clearing has not ended, or a corporate action. */
    STILL_CLEARING("The last update is still being cleared, or a corporate action carried out."),
    /** The update is not being cleared, or the corporate action is not being carried out. */
    NOT_CLEARING("The update is not being cleared, or the corporate action is not being carried out."),
    /** Values are forgotten only where the market is closed and no order waits. */
    STILL_TRADING("The market is not closed, or orders still wait.");

    private final String text;

    RefuseReason(String text) {
        this.text = text;
    }

    /** The sentence for people. */
    public String text() {
        return text;
    }
}
