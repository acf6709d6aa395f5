package io.papertrader.standalone;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;

/**
 * The market that the network serves, as its master says: where live values come from, or the period that is replayed
 * and how long it lasts.
 */
final class MarketNotice {
    private static final int DATE_LENGTH = "2018-02-07".length();

    private MarketNotice() {}

    /** A line for the summary. */
    static String text(Management master, String token) throws IOException {
        String answer = Registration.send(
                master, "/admin/market", token, HttpRequest.newBuilder().GET());
        JsonObject market = new JsonObject(answer);
        String first = market.getString("first");
        if (first == null) {
            return market.getString("source") + (market.getString("time") == null ? "; there are none yet" : "");
        }
        String period = day(first) + " to " + day(market.getString("last"));
        return market.getString("state").equals("CLOSED")
                ? period + ", replayed to its end: " + market.getString("reason")
                : period + ", replayed; it lasts another " + left(market.getLong("millisLeft"));
    }

    private static String day(String time) {
        return time.substring(0, DATE_LENGTH);
    }

    private static String left(long millis) {
        Duration left = Duration.ofMillis(millis);
        return left.toHours() > 0 ? left.toHours() + " h " + left.toMinutesPart() + " min" : left.toMinutes() + " min";
    }
}
