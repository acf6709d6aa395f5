package io.papertrader.market.simulation;

import io.papertrader.market.Event;
import io.papertrader.market.action.Part;
import io.papertrader.market.order.Fill;
import io.papertrader.vocabulary.PortfolioId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** An event in a few words: the form in which the market and the model are compared. */
final class EventText {
    private EventText() {}

    static String text(List<Event> events) {
        return String.join("; ", events.stream().map(EventText::text).toList());
    }

    static String text(Event event) {
        return switch (event) {
            case Event.PortfolioOpened opened -> "opened " + opened.portfolio() + " " + opened.cash();
            case Event.OrderAccepted accepted ->
                "accepted " + accepted.order().number() + " reserved "
                        + plain(Account.exact(accepted.order().reserved()));
            case Event.OrderFilled filled -> {
                Fill fill = filled.fill();
                yield "filled " + end(filled) + " at " + fill.price() + " gross " + fill.gross() + " fee " + fill.fee();
            }
            case Event.OrderRejected rejected -> "rejected " + end(rejected) + " " + rejected.reason();
            case Event.OrderExpired expired -> "EXPIRED " + end(expired) + " " + expired.reason();
            case Event.OrderEnded ended -> ended.ending() + " " + end(ended);
            case Event.ValuesUpdated updated ->
                "updated " + updated.number() + " up to " + updated.lastOrder() + " " + updated.quotes();
            case Event.ClearingEnded ended -> "cleared " + ended.update();
            case Event.ValuesForgotten forgotten -> "forgotten";
            case Event.TradingChanged changed ->
                "trading " + changed.trading().getClass().getSimpleName();
            case Event.ActionAnnounced begun ->
                "announced " + begun.number() + " " + begun.action().id() + " at " + begun.price();
            case Event.PartTaken(long action, PortfolioId portfolio, Part part, String fault, Instant at) ->
                "part " + action + " of " + portfolio + " held " + part.held() + " taken " + part.taken() + " given "
                        + part.given() + " " + part.target() + " cash " + part.cash() + (fault.isEmpty() ? "" : " not");
            case Event.PartMissed missed -> "missed " + missed.action() + " of " + missed.portfolio();
            case Event.ActionEnded ended -> "action ended " + ended.action();
            case Event.Refused refused -> "refused " + refused.reason();
            case Event.OrderKnown known -> "known " + known.order().number();
            case Event.DoneBefore done -> "done before";
            case Event.QuoteSetAside aside -> "aside " + aside.fault() + " " + aside.quote();
        };
    }

    private static String end(Event.OrderEnded ended) {
        return ended.order().number() + " event " + ended.eventNumber();
    }

    static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
