package io.papertrader.standalone.network;

import java.io.IOException;

/** A stand-in of Kraken, by the shapes that Kraken documents. It knows Bitcoin alone. */
final class KrakenStandIn implements AutoCloseable {
    private final ProviderStandIn provider;
    private volatile String bitcoin = "64250.10000";

    KrakenStandIn() throws IOException {
        provider = new ProviderStandIn()
                .json("/0/public/AssetPairs", () -> """
                        {"error": [], "result": {"XXBTZUSD": {"altname": "XBTUSD", "wsname": "XBT/USD"}}}""")
                .json("/0/public/Ticker", () -> """
                        {"error": [], "result": {"XXBTZUSD": {"a": ["V", "1", "1.000"], "b": ["V", "2", "2.000"],
                          "c": ["V", "0.0037"], "v": ["812.5", "2145.25"], "p": ["V", "V"], "t": [10, 20],
                          "l": ["63000.5", "62500.1"], "h": ["64300.0", "65000.0"], "o": "63111.10000"}}}
                        """.replace("\"V\"", '"' + bitcoin + '"'))
                .json("/0/public/OHLC", () -> """
                        {"error": [], "result": {"XXBTZUSD": [
                          [1767139200, "60500.0", "62000.0", "60400.0", "61800.0", "61000.0", "900.25", 10]],
                          "last": 1767139200}}""");
    }

    String address() {
        return provider.address();
    }

    /** The price of a Bitcoin from now on. */
    void costs(String price) {
        bitcoin = price;
    }

    /** Answers everything with a page for people. */
    void fallIll() {
        provider.fallIll();
    }

    /** Takes everything and answers nothing. */
    void hang() {
        provider.hang();
    }

    void recover() {
        provider.recover();
    }

    @Override
    public void close() {
        provider.close();
    }
}
