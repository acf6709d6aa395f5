package io.papertrader.master.update;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.LinkEvent.ValuesUpdated;
import io.papertrader.market.MarketEvent;
import io.papertrader.market.QuoteFault;
import io.papertrader.market.value.Quote;
import io.papertrader.master.asset.AssetBoard;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.Sample;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Shows the values that the market takes, tells the workers of them, and names and counts those that it does not take.
 */
@ApplicationScoped
class ValuesPublisher {
    private static final Logger LOG = Logger.getLogger(ValuesPublisher.class);

    /** Items of an event: with the longest names it still fits one message. */
    private static final int ITEMS_AN_EVENT = 64;

    private final AssetBoard board;
    private final jakarta.enterprise.event.Event<LinkEvent> pushes;
    private final MeterRegistry metrics;

    ValuesPublisher(AssetBoard board, jakarta.enterprise.event.Event<LinkEvent> pushes, MeterRegistry metrics) {
        this.board = board;
        this.pushes = pushes;
        this.metrics = metrics;
        // Before the first fault, so that a fault that never comes is seen to be zero.
        for (QuoteFault fault : QuoteFault.values()) {
            setAside(fault);
        }
    }

    /** A bar with an amount below zero is none, whatever its close is. */
    AssetUpdate bookable(AssetUpdate update) {
        update.samples().stream()
                .filter(sample -> !isBookable(sample))
                .forEach(sample -> setAside(
                        new Quote(sample.asset().symbol(), sample.asset().close(), sample.time(), sample.source()),
                        QuoteFault.NOT_POSITIVE));
        return update.where(ValuesPublisher::isBookable);
    }

    private static boolean isBookable(Sample sample) {
        Asset asset = sample.asset();
        return Stream.of(asset.open(), asset.high(), asset.low()).allMatch(money -> money.units() >= 0);
    }

    /** Shows no value any more, and has the workers forget theirs. */
    void forget() {
        board.forget();
        pushes.fire(new LinkEvent.ValuesForgotten());
    }

    /** Takes what the market says to an update. */
    void hear(MarketEvent event, AssetUpdate update) {
        switch (event) {
            case MarketEvent.ValuesUpdated values -> publish(update, values);
            case MarketEvent.QuoteSetAside(Quote quote, QuoteFault fault) -> setAside(quote, fault);
            case MarketEvent.Refused refused -> LOG.errorf("The market refused an update: %s", refused.reason());
            default -> throw new IllegalStateException("The market said " + event + " to an update");
        }
    }

    private void setAside(Quote quote, QuoteFault fault) {
        setAside(fault).increment();
        LOG.warnf("A value of %s is not taken: %s at %s (%s)", quote.symbol(), quote.value(), quote.time(), fault);
    }

    private Counter setAside(QuoteFault fault) {
        return metrics.counter("papertrader.quotes.set.aside", "fault", fault.name());
    }

    private void publish(AssetUpdate update, MarketEvent.ValuesUpdated values) {
        Set<AssetSymbol> symbols = values.quotes().stream().map(Quote::symbol).collect(Collectors.toSet());
        board.show(update.only(symbols), values.at());
        List<AssetInfo> infos =
                symbols.stream().map(board::info).flatMap(Optional::stream).toList();
        Multi.createFrom()
                .iterable(infos)
                .group()
                .intoLists()
                .of(ITEMS_AN_EVENT)
                .map(ValuesUpdated::new)
                .subscribe()
                .with(pushes::fire);
    }
}
