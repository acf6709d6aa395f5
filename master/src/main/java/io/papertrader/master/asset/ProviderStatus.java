package io.papertrader.master.asset;

import java.time.Instant;
import java.util.Optional;

/**
 * A provider of live values, as an operator sees it.
 *
 * @param since when it became the one that serves, or was left; none where it never served
 * @param failures how often it failed in a row
 * @param lastFailure why it failed last, and when; empty where it never did
 * @param used the calls within the last hour, of {@code budget} that it may get
 */
public record ProviderStatus(
        AssetClass ofClass,
        String name,
        boolean isServing,
        Optional<Instant> since,
        int failures,
        String lastFailure,
        int used,
        int budget) {}
