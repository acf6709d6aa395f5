package io.papertrader.client.connection;

import io.papertrader.codec.message.WorkerAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The way in which a client reaches the network.
 *
 * @param workers tried in this order; those that the network names at login are tried after them
 * @param connectTimeout for one worker
 * @param requestTimeout from the call to its answer, waiting for a connection included
 * @param maxOutstanding requests without an answer at one time; one more fails at once
 * @param backoff the pauses between tours through the workers
 * @param isFailFast true where requests fail when one tour through all workers found none, rather than wait for the
 *     next
 * @param encryption the workers that are spoken to with TLS, and the certificates that are trusted
 * @param clock for the deadlines of orders
 * @param random for the ids of orders, which nobody else may make
 */
public record ClientOptions(
        List<WorkerAddress> workers,
        Duration connectTimeout,
        Duration requestTimeout,
        int maxOutstanding,
        Backoff backoff,
        boolean isFailFast,
        Encryption encryption,
        InstantSource clock,
        RandomGenerator random) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_OUTSTANDING = 1_000;

    public ClientOptions {
        workers = List.copyOf(workers);
        if (workers.isEmpty()) {
            throw new IllegalArgumentException("a client needs the address of one worker at least");
        }
        if (maxOutstanding < 1) {
            throw new IllegalArgumentException("a client needs room for one request at least");
        }
    }

    /**
     * The usual limits, for a program that lives long: it waits for workers that come back. The pauses are drawn from
     * chance.
     */
    public static ClientOptions of(List<WorkerAddress> workers, RandomGenerator chance) {
        return new ClientOptions(
                workers,
                CONNECT_TIMEOUT,
                REQUEST_TIMEOUT,
                MAX_OUTSTANDING,
                new Backoff(Duration.ofMillis(100), Duration.ofSeconds(30), chance),
                false,
                Encryption.usual(),
                InstantSource.system(),
                new SecureRandom());
    }

    /** The same, for someone who waits at a terminal: fails as soon as no worker answers. */
    public ClientOptions failingFast() {
        return new ClientOptions(
                workers, connectTimeout, requestTimeout, maxOutstanding, backoff, true, encryption, clock, random);
    }

    /** The same with this encryption. */
    public ClientOptions withEncryption(Encryption wanted) {
        return new ClientOptions(
                workers, connectTimeout, requestTimeout, maxOutstanding, backoff, isFailFast, wanted, clock, random);
    }

    /** The same with another time for a request. */
    public ClientOptions withRequestTimeout(Duration timeout) {
        return new ClientOptions(
                workers, connectTimeout, timeout, maxOutstanding, backoff, isFailFast, encryption, clock, random);
    }

    /** The same with another bound on requests without an answer. */
    public ClientOptions withMaxOutstanding(int requests) {
        return new ClientOptions(
                workers, connectTimeout, requestTimeout, requests, backoff, isFailFast, encryption, clock, random);
    }

    /** The same with other pauses. */
    public ClientOptions withBackoff(Backoff pauses) {
        return new ClientOptions(
                workers, connectTimeout, requestTimeout, maxOutstanding, pauses, isFailFast, encryption, clock, random);
    }

    /** The same with another time, and other chance for ids. */
    public ClientOptions withSources(InstantSource time, RandomGenerator chance) {
        return new ClientOptions(
                workers, connectTimeout, requestTimeout, maxOutstanding, backoff, isFailFast, encryption, time, chance);
    }
}
