package io.papertrader.cli.export;

import io.papertrader.cli.view.Csv;
import io.papertrader.codec.message.Bar;
import io.papertrader.codec.message.TradeReply.Portfolio;
import io.papertrader.codec.message.Transaction;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * Rows of the same fields, as CSV or as JSON; in CSV the fields of the part {@code private} stand beside the others.
 * Each row with a value names its source: a file is read by people who have not seen the market.
 *
 * @param fields names in the order of the columns
 */
record Sheet(List<String> fields, List<JsonObject> rows) {
    private static final String SOURCE = "source";
    private static final List<String> HOLDING =
            List.of("symbol", "quantity", "reserved", "averageCost", "value", SOURCE);
    private static final List<String> BAR = List.of("time", "open", "high", "low", "close", "volume", SOURCE);
    private static final List<String> TRANSACTION = List.of(
            "transactionId",
            "side",
            "symbol",
            "state",
            "placedAt",
            "settledAt",
            "quantity",
            "price",
            "fee",
            "valueTime",
            "valueSource",
            "reason");

    static Sheet ofPortfolio(Portfolio portfolio, String source) {
        return new Sheet(
                HOLDING,
                portfolio.owned().stream()
                        .flatMap(owned -> owned.holdings().stream())
                        .map(holding -> Portfolio.Holding.LAYOUT.toJson(holding).put(SOURCE, source))
                        .toList());
    }

    static Sheet ofHistory(List<Transaction> transactions) {
        return new Sheet(
                TRANSACTION,
                transactions.stream().map(Transaction.LAYOUT::toJson).toList());
    }

    static Sheet ofBars(List<Bar> bars, String source) {
        return new Sheet(
                BAR,
                bars.stream()
                        .map(bar -> Bar.LAYOUT.toJson(bar).put(SOURCE, source))
                        .toList());
    }

    private static JsonObject flattened(JsonObject transaction) {
        JsonObject flat = transaction.copy();
        Object owned = flat.remove("private");
        return owned instanceof JsonObject part ? flat.mergeIn(part) : flat;
    }

    String csv() {
        Csv csv = new Csv().line(fields);
        rows.stream()
                .map(Sheet::flattened)
                .forEach(row -> csv.line(fields.stream()
                        .map(field -> Objects.toString(row.getValue(field), ""))
                        .toList()));
        return csv.toString();
    }

    String json() {
        return new JsonArray(rows).encodePrettily() + "\n";
    }
}
