package io.papertrader.market.simulation;

import io.papertrader.market.MarketEvent;
import io.papertrader.market.MarketEvent.Recorded;
import io.papertrader.vocabulary.PortfolioId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The events that the store does not take: some of a portfolio's, until it is mended, and some of nobody's, for once.
 */
final class Faults {
    private final Map<PortfolioId, Fault> portfolios = new HashMap<>();
    private int ends;
    private int news;

    /** The events of a portfolio that the store refuses; each fault has those of the one before, too. */
    private enum Fault {
        /** An order's end, but for being set aside, and a part in a corporate action that moves something. */
        MOVES,
        /** Any end of an order, and any part, had or missed. */
        ENDS,
        /** Everything. */
        ALL
    }

    /** Mends everything, or breaks something. */
    void change(RandomGenerator random, PortfolioId portfolio) {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> mend();
            case 3 -> portfolios.put(portfolio, Fault.ALL);
            case 4, 5 -> portfolios.put(portfolio, Fault.values()[random.nextInt(2)]);
            case 6 -> ends = 1 + random.nextInt(2);
            default -> news = 1 + random.nextInt(2);
        }
    }

    void mend() {
        portfolios.clear();
        ends = 0;
        news = 0;
    }

    /** The first of these that the store does not take; as many as there are where it takes all. */
    int first(List<MarketEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof Recorded recorded && refuse(recorded)) {
                return i;
            }
        }
        return events.size();
    }

    private boolean refuse(Recorded event) {
        return switch (event) {
            case MarketEvent.OrderSetAside aside -> has(aside.order().portfolio(), Fault.ENDS);
            case MarketEvent.OrderEnded ended -> has(ended.order().portfolio(), Fault.MOVES);
            case MarketEvent.PartTaken part ->
                has(part.portfolio(), part.fault().isEmpty() ? Fault.MOVES : Fault.ENDS);
            case MarketEvent.PartMissed missed -> has(missed.portfolio(), Fault.ENDS);
            case MarketEvent.OrderAccepted accepted -> has(accepted.order().portfolio(), Fault.ALL);
            case MarketEvent.PortfolioOpened opened -> has(opened.portfolio(), Fault.ALL);
            case MarketEvent.PartPassedOver passed -> ends-- > 0;
            case MarketEvent.ClearingEnded ended -> ends-- > 0;
            case MarketEvent.ActionEnded ended -> ends-- > 0;
            default -> news-- > 0;
        };
    }

    private boolean has(PortfolioId portfolio, Fault least) {
        Fault fault = portfolios.get(portfolio);
        return fault != null && fault.compareTo(least) >= 0;
    }
}
