package io.papertrader.codec.message;

import io.papertrader.codec.wire.Layout;

/** Questions about the market as a whole. */
public sealed interface MarketRequest extends Request {
    /** Whether the market takes orders, where its values come from, and how long it lasts: an extension. */
    record GetMarket() implements MarketRequest {
        static final Layout<GetMarket> LAYOUT = Layout.of(GetMarket.class, GetMarket::new);
    }
}
