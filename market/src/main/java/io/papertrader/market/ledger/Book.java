package io.papertrader.market.ledger;

/** The places of a portfolio's money and assets, and of the other side of each of its transfers. */
public enum Book {
    /** The portfolio's cash. */
    CASH,
    /** The portfolio's assets. */
    HOLDING,
    /** The one that the portfolio trades with. */
    MARKET,
    /** The fees that the portfolio has paid. */
    FEES,
    /** The source of a portfolio's first cash. */
    OPENING,
    /** The dividends that the portfolio has had. */
    DIVIDENDS,
    /** The companies that exchange their shares for others or for money, in splits, renamings and delistings. */
    ISSUER
}
