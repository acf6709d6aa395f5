package io.papertrader.master.trade;

import io.papertrader.master.session.AccountId;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import java.time.Instant;
import java.util.UUID;

/**
 * A purchase or sale that has been checked but not yet stored.
 *
 * @param expectedCost what a purchase reserves: its cost at the value of now; nothing for a sale
 * @param placedAt the worker's timestamp on the command, or the master's time in its place
 */
record Order(
        TransactionId id,
        AccountId account,
        Side side,
        AssetSymbol symbol,
        Quantity quantity,
        Money expectedCost,
        Instant placedAt,
        UUID worker) {}
