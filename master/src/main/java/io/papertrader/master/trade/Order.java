package io.papertrader.master.trade;

import io.papertrader.codec.message.AssetSymbol;
import io.papertrader.codec.message.Money;
import io.papertrader.codec.message.Quantity;
import io.papertrader.codec.message.Side;
import io.papertrader.codec.message.TransactionId;
import io.papertrader.master.session.AccountId;
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
