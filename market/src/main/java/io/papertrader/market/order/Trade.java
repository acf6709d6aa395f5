package io.papertrader.market.order;

import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;

/** The trade that an order asks for. Two orders of the same id are one order where their trades are equal. */
public record Trade(Side side, AssetSymbol symbol, Quantity quantity, Terms terms) {}
