package io.papertrader.cli.view;

import io.papertrader.codec.message.AccountReply.UserInfo;
import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.Prediction;
import io.papertrader.codec.message.Bar;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.MarketReply.MarketStatus;
import io.papertrader.codec.message.TradeReply.Accepted;
import io.papertrader.codec.message.TradeReply.Portfolio;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.vocabulary.Decimal;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.TransactionId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;

/**
 * What {@code --json} prints. Names of fields are the protocol's and stay. Money, prices, quantities and percents are
 * strings of plain decimals, money with two decimals at least; times are ISO-8601 in UTC. A part that only its owner may see
 * is the field {@code private}, absent for others; a value that there is none of is absent too.
 */
public final class JsonView {
    private static final int MONEY_DECIMALS = 2;

    private JsonView() {}

    /** A list of values. */
    public static <T> JsonArray list(List<T> values, Function<T, ?> view) {
        return new JsonArray(values.stream().map(view).toList());
    }

    /** symbol, name, currency, time, value, open, high, low, close, volume. */
    public static JsonObject asset(AssetInfo info) {
        Asset asset = info.asset();
        return new JsonObject()
                .put("symbol", asset.symbol().value())
                .put("name", info.name())
                .put("currency", info.currency())
                .put("time", info.time().toString())
                .put("value", money(info.value()))
                .put("open", money(asset.open()))
                .put("high", money(asset.high()))
                .put("low", money(asset.low()))
                .put("close", money(asset.close()))
                .put("volume", asset.volume().toString());
    }

    /** time, open, high, low, close, volume. */
    public static JsonObject bar(Bar bar) {
        return new JsonObject()
                .put("time", bar.time().toString())
                .put("open", money(bar.open()))
                .put("high", money(bar.high()))
                .put("low", money(bar.low()))
                .put("close", money(bar.close()))
                .put("volume", bar.volume().toString());
    }

    /** time, low, expected, high. */
    public static JsonObject step(Prediction.Step step) {
        return new JsonObject()
                .put("time", step.time().toString())
                .put("low", money(step.low()))
                .put("expected", money(step.expected()))
                .put("high", money(step.high()));
    }

    /** The market as a whole. */
    public static JsonObject market(MarketStatus market) {
        JsonObject json = new JsonObject()
                .put("state", market.state().name())
                .put("since", market.since().toString())
                .put("reason", market.reason())
                .put("source", market.source());
        market.time().ifPresent(time -> json.put("time", time.toString()));
        market.period()
                .ifPresent(period -> json.put(
                        "period",
                        new JsonObject()
                                .put("first", period.first().toString())
                                .put("last", period.last().toString())
                                .put("millisLeft", period.millisLeft())));
        return json;
    }

    /** username, memberSince; private: email, isPassword, cash, reserved, equity, externalProviders. */
    public static JsonObject user(UserInfo user) {
        JsonObject json = new JsonObject()
                .put("username", user.username().value())
                .put("memberSince", user.memberSince().toString());
        user.owned()
                .ifPresent(owned -> json.put(
                        "private",
                        new JsonObject()
                                .put("email", owned.email().map(Email::value).orElse(null))
                                .put("isPassword", owned.isPassword())
                                .put("cash", money(owned.cash()))
                                .put("reserved", money(owned.reserved()))
                                .put("equity", money(owned.equity()))
                                .put("externalProviders", new JsonArray(owned.externalProviders()))));
        return json;
    }

    /** username, weights (symbol, weight in percent); private: cash, reserved, equity, holdings. */
    public static JsonObject portfolio(Portfolio portfolio) {
        JsonObject json = new JsonObject()
                .put("username", portfolio.username().value())
                .put(
                        "weights",
                        list(
                                portfolio.weights(),
                                weight -> new JsonObject()
                                        .put("symbol", weight.symbol().value())
                                        .put("weight", weight.weight().toString())));
        portfolio
                .owned()
                .ifPresent(owned -> json.put(
                        "private",
                        new JsonObject()
                                .put("cash", money(owned.cash()))
                                .put("reserved", money(owned.reserved()))
                                .put("equity", money(owned.equity()))
                                .put("holdings", list(owned.holdings(), JsonView::holding))));
        return json;
    }

    /** symbol, quantity, reserved, averageCost, value. */
    public static JsonObject holding(Portfolio.Holding holding) {
        return new JsonObject()
                .put("symbol", holding.symbol().value())
                .put("quantity", holding.quantity().toString())
                .put("reserved", holding.reserved().toString())
                .put("averageCost", money(holding.averageCost()))
                .put("value", money(holding.value()));
    }

    /** transactionId, state. */
    public static JsonObject accepted(Accepted accepted) {
        return order(accepted.transactionId(), accepted.state().name());
    }

    /** transactionId, state: one of a transaction's, or what the command knows of an order without one. */
    public static JsonObject order(TransactionId id, String state) {
        return new JsonObject().put("transactionId", id.toString()).put("state", state);
    }

    /**
     * side, symbol, state, placedAt, settledAt, price; private: transactionId, quantity, fee, valueTime, valueSource, reason.
     */
    public static JsonObject transaction(Transaction transaction) {
        JsonObject json = new JsonObject()
                .put("side", transaction.side().name())
                .put("symbol", transaction.symbol().value())
                .put("state", transaction.state().name())
                .put("placedAt", transaction.placedAt().toString());
        transaction.settledAt().ifPresent(time -> json.put("settledAt", time.toString()));
        transaction.price().ifPresent(price -> json.put("price", money(price)));
        transaction.owned().ifPresent(owned -> json.put("private", owned(owned)));
        return json;
    }

    private static JsonObject owned(Transaction.Owned owned) {
        JsonObject json = new JsonObject()
                .put("transactionId", owned.transactionId().toString())
                .put("quantity", owned.quantity().toString())
                .put("fee", money(owned.fee()));
        owned.valueTime().ifPresent(time -> json.put("valueTime", time.toString()));
        return json.put("valueSource", owned.valueSource()).put("reason", owned.reason());
    }

    /** host:port. */
    public static String worker(WorkerAddress worker) {
        return worker.toString();
    }

    /** All decimals that there are, two at least. */
    public static String money(Money money) {
        var exact = Decimal.toBigDecimal(money.units()).stripTrailingZeros();
        return exact.setScale(Math.max(MONEY_DECIMALS, exact.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
