package io.papertrader.master.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.master.asset.AssetBoard;
import io.papertrader.master.session.SessionKeys;
import io.papertrader.master.workers.Worker;
import io.papertrader.master.workers.WorkersConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/** The parts that all links work with. */
@ApplicationScoped
class LinkParts {
    private final ListenConfig config;
    private final WorkersConfig workersConfig;
    private final Dispatch dispatch;
    private final Answers answers;
    private final AnswerMetrics metrics;
    private final SessionKeys sessionKeys;
    private final AssetBoard board;
    private final MeterRegistry registry;
    private final InstantSource time;

    LinkParts(
            ListenConfig config,
            WorkersConfig workersConfig,
            Dispatch dispatch,
            Answers answers,
            AnswerMetrics metrics,
            SessionKeys sessionKeys,
            AssetBoard board,
            MeterRegistry registry,
            InstantSource time) {
        this.config = config;
        this.workersConfig = workersConfig;
        this.dispatch = dispatch;
        this.answers = answers;
        this.metrics = metrics;
        this.sessionKeys = sessionKeys;
        this.board = board;
        this.registry = registry;
        this.time = time;
    }

    ListenConfig config() {
        return config;
    }

    Dispatch dispatch() {
        return dispatch;
    }

    Answers answers() {
        return answers;
    }

    AnswerMetrics metrics() {
        return metrics;
    }

    SessionKeys sessionKeys() {
        return sessionKeys;
    }

    boolean areValuesFresh() {
        return board.isFresh();
    }

    InstantSource time() {
        return time;
    }

    Stamps stamps(Worker worker) {
        return new Stamps(
                worker,
                workersConfig,
                time,
                registry.counter("papertrader.workers.stamps.replaced", "worker", worker.name()));
    }
}
