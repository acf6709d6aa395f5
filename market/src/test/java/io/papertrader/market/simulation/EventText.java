package io.papertrader.market.simulation;

import io.papertrader.market.MarketEvent;
import io.papertrader.market.action.Part;
import io.papertrader.market.order.Fill;
import io.papertrader.vocabulary.PortfolioId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** An event in a few words: the form in which the market and the model are compared. */
final class EventText {
    private EventText() {}

    static String text(List<MarketEvent> events) {
        return String.join("; ", events.stream().map(EventText::text).toList());
    }

    static String text(MarketEvent event) {
        return switch (event) {
            case MarketEvent.PortfolioOpened opened -> "opened " + opened.portfolio() + " " + opened.cash();
            case MarketEvent.OrderAccepted accepted ->
                "accepted " + accepted.order().number() + " reserved "
                        + plain(Account.exact(accepted.order().reserved()));
            case MarketEvent.OrderFilled filled -> {
                Fill fill = filled.fill();
                yield "filled " + end(filled) + " at " + fill.price() + " gross " + fill.gross() + " fee " + fill.fee();
            }
            case MarketEvent.OrderRejected rejected -> "rejected " + end(rejected) + " " + rejected.reason();
            case MarketEvent.OrderExpired expired -> "EXPIRED " + end(expired) + " " + expired.reason();
            case MarketEvent.OrderEnded ended -> ended.ending() + " " + end(ended);
            case MarketEvent.ValuesUpdated updated ->
                "updated " + updated.number() + " up to " + updated.lastOrder() + " " + updated.quotes();
            case MarketEvent.ClearingEnded ended -> "cleared " + ended.update();
            case MarketEvent.ValuesForgotten forgotten -> "forgotten";
            case MarketEvent.TradingChanged changed ->
                "trading " + changed.trading().getClass().getSimpleName();
            case MarketEvent.ActionAnnounced begun ->
                "announced " + begun.number() + " " + begun.action().id() + " at " + begun.price();
            case MarketEvent.PartTaken(long action, PortfolioId portfolio, Part part, String fault, Instant at) ->
                "part " + action + " of " + portfolio + " held " + part.held() + " taken " + part.taken() + " given "
                        + part.given() + " " + part.target() + " cash " + part.cash() + (fault.isEmpty() ? "" : " not");
            case MarketEvent.PartMissed missed -> "missed " + missed.action() + " of " + missed.portfolio();
            case MarketEvent.PartPassedOver passed -> "passed over " + passed.action() + " of " + passed.portfolio();
            case MarketEvent.ActionEnded ended -> "action ended " + ended.action();
            case MarketEvent.Refused refused -> "refused " + refused.reason();
            case MarketEvent.OrderKnown known -> "known " + known.order().number();
            case MarketEvent.DoneBefore done -> "done before";
            case MarketEvent.QuoteSetAside aside -> "aside " + aside.fault() + " " + aside.quote();
        };
    }

    private static String end(MarketEvent.OrderEnded ended) {
        return ended.order().number() + " event " + ended.eventNumber();
    }

    static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
