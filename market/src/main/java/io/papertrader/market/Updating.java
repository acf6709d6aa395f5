package io.papertrader.market;

import io.papertrader.market.Command.ForgetValues;
import io.papertrader.market.Command.UpdateValues;
import io.papertrader.market.MarketEvent.QuoteSetAside;
import io.papertrader.market.MarketEvent.Refused;
import io.papertrader.market.MarketEvent.ValuesForgotten;
import io.papertrader.market.MarketEvent.ValuesUpdated;
import io.papertrader.market.value.Quote;
import io.papertrader.vocabulary.AssetSymbol;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decides which quotes of an update are values; a bad one harms its own asset alone. */
final class Updating {
    private final State state;
    private final Rules rules;

    Updating(State state, Rules rules) {
        this.state = state;
        this.rules = rules;
    }

    List<MarketEvent> decide(UpdateValues command) {
        if (command.number() != state.progress().update() + 1) {
            return List.of(new Refused(command, RefuseReason.WRONG_UPDATE, ""));
        }
        if (!(state.progress() instanceof Progress.Cleared)) {
            return List.of(new Refused(command, RefuseReason.STILL_CLEARING, ""));
        }
        List<MarketEvent> events = new ArrayList<>();
        List<Quote> taken = new ArrayList<>();
        Set<AssetSymbol> symbols = new HashSet<>();
        for (Quote quote : command.quotes()) {
            if (!rules.isListed(quote.symbol())) {
                events.add(new QuoteSetAside(quote, QuoteFault.UNKNOWN_ASSET));
            } else if (quote.value().units() <= 0) {
                events.add(new QuoteSetAside(quote, QuoteFault.NOT_POSITIVE));
            } else if (!isLater(quote)) {
                events.add(new QuoteSetAside(quote, QuoteFault.NOT_LATER));
            } else if (!symbols.add(quote.symbol())) {
                events.add(new QuoteSetAside(quote, QuoteFault.TWICE));
            } else {
                taken.add(quote);
            }
        }
        // An order that is accepted after the values came is never due at them.
        long lastOrder = Math.min(command.lastOrder(), state.lastOrder());
        events.add(new ValuesUpdated(command.number(), lastOrder, taken, command.at()));
        return events;
    }

    MarketEvent decide(ForgetValues command) {
        return state.isAtRest()
                ? new ValuesForgotten(command.at())
                : new Refused(command, RefuseReason.STILL_TRADING, "");
    }

    private boolean isLater(Quote quote) {
        return quote.time().isAfter(state.value(quote.symbol()).quote().time());
    }
}
