package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.Layout;
import io.papertrader.vocabulary.AssetSymbol;

/** Questions about the market as a whole. */
public sealed interface MarketRequest extends Request {
    /** Asks for the state of the market, the source of its values and the period that they come from: an extension. */
    record GetMarket() implements MarketRequest {
        static final Layout<GetMarket> LAYOUT = Layout.of(GetMarket.class, GetMarket::new);
    }

    /** The hours at which the market's assets are traded: an extension. */
    record GetTradingHours() implements MarketRequest {
        static final Layout<GetTradingHours> LAYOUT = Layout.of(GetTradingHours.class, GetTradingHours::new);
    }

    /** The hours at which one asset is traded: an extension. */
    record GetAssetHours(AssetSymbol asset) implements MarketRequest {
        static final Layout<GetAssetHours> LAYOUT = Layout.of(
                GetAssetHours.class,
                field("asset", SharedTypes.ASSET_SYMBOL, GetAssetHours::asset),
                GetAssetHours::new);
    }
}
