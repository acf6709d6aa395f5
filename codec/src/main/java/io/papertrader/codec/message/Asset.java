package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.Layout;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;

/** An asset's latest update (specification 2.4.3). */
public record Asset(AssetSymbol symbol, Money open, Money high, Money low, Money close, Quantity volume) {
    /** Binary. */
    public static final Layout<Asset> LAYOUT = Layout.of(
            Asset.class,
            field("symbol", SharedTypes.ASSET_SYMBOL, Asset::symbol),
            field("open", SharedTypes.MONEY, Asset::open),
            field("high", SharedTypes.MONEY, Asset::high),
            field("low", SharedTypes.MONEY, Asset::low),
            field("close", SharedTypes.MONEY, Asset::close),
            field("volume", SharedTypes.QUANTITY, Asset::volume),
            Asset::new);
}
