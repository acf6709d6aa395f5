package io.papertrader.standalone;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;

/** The period that the network replays, and how long it lasts, as its master says. */
final class ReplayNotice {
    private static final int DATE_LENGTH = "2018-02-07".length();

    private ReplayNotice() {}

    /** A line for the summary. */
    static String text(Management master, String token) throws IOException {
        String answer = Registration.send(
                master, "/admin/market", token, HttpRequest.newBuilder().GET());
        JsonObject market = new JsonObject(answer);
        String first = market.getString("first");
        if (first == null) {
            return market.getString("source");
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
