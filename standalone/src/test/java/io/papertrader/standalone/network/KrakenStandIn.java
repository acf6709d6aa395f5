package io.papertrader.standalone.network;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A stand-in of Kraken on loopback, by the shapes that Kraken documents. It knows Bitcoin alone. */
final class KrakenStandIn implements AutoCloseable {
    private static final int OK = 200;

    private final HttpServer server;
    private volatile String bitcoin = "64250.10000";

    KrakenStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/0/public/AssetPairs", exchange -> send(exchange, """
                {"error": [], "result": {"XXBTZUSD": {"altname": "XBTUSD", "wsname": "XBT/USD"}}}"""));
        server.createContext("/0/public/Ticker", exchange -> send(exchange, """
                {"error": [], "result": {"XXBTZUSD": {"a": ["V", "1", "1.000"], "b": ["V", "2", "2.000"], "c": ["V", "0.0037"],
                  "v": ["812.5", "2145.25"], "p": ["V", "V"], "t": [10, 20], "l": ["63000.5", "62500.1"],
                  "h": ["64300.0", "65000.0"], "o": "63111.10000"}}}""".replace("\"V\"", '"' + bitcoin + '"')));
        server.createContext("/0/public/OHLC", exchange -> send(exchange, """
                {"error": [], "result": {"XXBTZUSD": [
                  [1767139200, "60500.0", "62000.0", "60400.0", "61800.0", "61000.0", "900.25", 10]], "last": 1767139200}}"""));
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The price of a Bitcoin from now on. */
    void costs(String price) {
        bitcoin = price;
    }

    private static void send(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(OK, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
