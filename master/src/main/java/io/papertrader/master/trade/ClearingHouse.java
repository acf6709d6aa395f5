package io.papertrader.master.trade;

import io.papertrader.codec.message.LinkEvent.AccountEvents.Numbered;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.CurrentValue;
import io.papertrader.master.leadership.WriterTransaction;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Clears the queue at the values of an update, in the database transaction that stores them. */
@ApplicationScoped
public class ClearingHouse {
    private static final int CHUNK = 1_000;

    private final QueueRepository queueRepository;
    private final BookRepository bookRepository;
    private final SettlementRepository settlementRepository;
    private final Ledger ledger;
    private final InstantSource time;
    private final FeeRule feeRule;
    private final String currency;

    ClearingHouse(
            QueueRepository queueRepository,
            BookRepository bookRepository,
            SettlementRepository settlementRepository,
            Ledger ledger,
            InstantSource time,
            TradeConfig config) {
        this.queueRepository = queueRepository;
        this.bookRepository = bookRepository;
        this.settlementRepository = settlementRepository;
        this.ledger = ledger;
        this.time = time;
        this.feeRule = FeeRule.of(config);
        this.currency = config.currency();
    }

    /** Settles or rejects everything up to this number of the queue whose asset has a new value; tells what became of it. */
    public Uni<List<Numbered>> clear(WriterTransaction transaction, AssetUpdate update, long lastNumber) {
        Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<AssetSymbol, CurrentValue> values = update.assets().stream()
                .map(asset -> new CurrentValue(asset, update.time(), update.source(), now))
                .collect(Collectors.toMap(value -> value.asset().symbol(), Function.identity()));
        return clear(transaction, values, lastNumber, now, new ArrayList<>());
    }

    private Uni<List<Numbered>> clear(
            WriterTransaction transaction,
            Map<AssetSymbol, CurrentValue> values,
            long lastNumber,
            Instant now,
            List<Numbered> done) {
        return queueRepository
                .due(transaction, lastNumber, values.keySet(), CHUNK)
                .flatMap(due -> due.isEmpty()
                        ? Uni.createFrom().item(done)
                        : clearChunk(transaction, due, values, now)
                                .invoke(done::addAll)
                                .flatMap(settled -> clear(transaction, values, lastNumber, now, done)));
    }

    private Uni<List<Numbered>> clearChunk(
            WriterTransaction transaction,
            List<QueuedTransaction> due,
            Map<AssetSymbol, CurrentValue> values,
            Instant now) {
        List<Order> orders = due.stream().map(QueuedTransaction::order).toList();
        return bookRepository.load(transaction, orders).flatMap(books -> {
            Clearing clearing = new Clearing(books, values, feeRule, currency, now);
            due.forEach(clearing::clear);
            return settlementRepository
                    .save(transaction, clearing.settlements())
                    .call(numbers -> ledger.enter(transaction, clearing.entries(), now))
                    .call(numbers -> bookRepository.save(transaction, books))
                    .map(numbers -> clearing.settlements().stream()
                            .map(settlement -> settlement.toEvent(
                                    numbers.get(settlement.transaction().order().id())))
                            .toList());
        });
    }
}
