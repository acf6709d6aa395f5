package io.papertrader.master.trade;

import io.papertrader.master.session.AccountId;
import io.papertrader.vocabulary.TransactionId;

/**
 * One line of a posting; the lines of a posting sum to zero in each unit.
 *
 * @param posting the transaction that caused it, or the opening's own number
 * @param unit a currency or an asset's symbol
 * @param amount in units of 10^-8
 */
record LedgerEntry(AccountId account, TransactionId posting, Book book, String unit, long amount) {
    /** The two sides of every change, and what lies between them. */
    enum Book {
        /** The account's cash. */
        CASH,
        /** The account's assets. */
        HOLDING,
        /** Who the account trades with. */
        MARKET,
        /** What trading cost. */
        FEES,
        /** Where an account's first cash comes from. */
        OPENING
    }
}
