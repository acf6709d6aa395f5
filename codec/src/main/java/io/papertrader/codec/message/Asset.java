package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.Layout;

/** An asset's latest update (specification 2.4.3). */
public record Asset(AssetSymbol symbol, Money open, Money high, Money low, Money close, Quantity volume) {
    /** Binary. */
    public static final Layout<Asset> LAYOUT = Layout.of(
            Asset.class,
            field("symbol", AssetSymbol.TYPE, Asset::symbol),
            field("open", Money.TYPE, Asset::open),
            field("high", Money.TYPE, Asset::high),
            field("low", Money.TYPE, Asset::low),
            field("close", Money.TYPE, Asset::close),
            field("volume", Quantity.TYPE, Asset::volume),
            Asset::new);
}
