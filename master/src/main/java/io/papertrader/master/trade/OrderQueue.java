package io.papertrader.master.trade;

import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Outcome;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.leadership.WriterTransaction;
import io.papertrader.vocabulary.TransactionId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Makes orders durable by group commit: while one batch is being committed, the next gathers. An order is answered only
 * after its batch is committed, so one commit serves hundreds and an idle master answers at once.
 */
@ApplicationScoped
class OrderQueue {
    private final Leadership leadership;
    private final BookRepository bookRepository;
    private final QueueRepository queueRepository;
    private final TradeConfig config;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean committing;

    OrderQueue(
            Leadership leadership, BookRepository bookRepository, QueueRepository queueRepository, TradeConfig config) {
        this.leadership = leadership;
        this.bookRepository = bookRepository;
        this.queueRepository = queueRepository;
        this.config = config;
    }

    private record Waiting(Order order, UniEmitter<? super Outcome<TransactionId>> answer) {}

    /** Queued and durable, or refused. */
    Uni<Outcome<TransactionId>> place(Order order) {
        return Uni.createFrom().emitter(answer -> {
            if (add(new Waiting(order, answer))) {
                commitNext();
            } else {
                answer.complete(Outcome.refused(
                        FailCode.UNAVAILABLE, "Too many orders are waiting; nothing was done, try again."));
            }
        });
    }

    private synchronized boolean add(Waiting order) {
        return waiting.size() < config.maxWaiting() && waiting.add(order);
    }

    private void commitNext() {
        List<Waiting> batch = takeBatch();
        if (batch.isEmpty()) {
            return;
        }
        List<Order> orders = batch.stream().map(Waiting::order).toList();
        leadership
                .write(transaction -> commit(transaction, orders))
                .subscribe()
                .with(outcomes -> answer(batch, outcomes), failure -> fail(batch, failure));
    }

    private synchronized List<Waiting> takeBatch() {
        List<Waiting> batch = new ArrayList<>();
        while (!committing && batch.size() < config.batchSize() && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        committing |= !batch.isEmpty();
        return batch;
    }

    private synchronized void committed() {
        committing = false;
    }

    private Uni<List<Outcome<TransactionId>>> commit(WriterTransaction transaction, List<Order> orders) {
        return bookRepository
                .load(transaction, orders)
                .flatMap(books -> queueRepository.known(transaction, orders).flatMap(known -> {
                    Placement placement = new Placement(books, known);
                    List<Outcome<TransactionId>> outcomes =
                            orders.stream().map(placement::place).toList();
                    return queueRepository
                            .add(transaction, placement.accepted())
                            .flatMap(added -> bookRepository.save(transaction, books))
                            .replaceWith(outcomes);
                }));
    }

    private void answer(List<Waiting> batch, List<Outcome<TransactionId>> outcomes) {
        committed();
        commitNext();
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer.complete(outcomes.get(i));
        }
    }

    private void fail(List<Waiting> batch, Throwable failure) {
        committed();
        commitNext();
        batch.forEach(order -> order.answer.fail(failure));
    }
}
