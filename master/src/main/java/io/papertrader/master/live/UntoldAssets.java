package io.papertrader.master.live;

import io.papertrader.vocabulary.AssetSymbol;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Assets that providers leave out of their answers, and the providers that stand in for them. One answer turns no
 * values: an asset is left to others after several in a row without it, and its provider's again when that has told of
 * it for some time, or at once where nobody stands in. For any thread.
 */
final class UntoldAssets {
    private final int leaveAfter;
    private final Duration returnAfter;
    private final Map<String, Map<AssetSymbol, Silence>> byProvider = new HashMap<>();
    private final Map<AssetSymbol, String> standIns = new HashMap<>();

    UntoldAssets(int leaveAfter, Duration returnAfter) {
        this.leaveAfter = leaveAfter;
        this.returnAfter = returnAfter;
    }

    /** A provider does not know these assets: there is no answer to wait for. */
    synchronized void unknown(String provider, Collection<AssetSymbol> assets, Instant now) {
        assets.forEach(symbol -> add(provider, symbol, "it does not know the asset", leaveAfter, now));
    }

    /** A provider's answer left these assets out. */
    synchronized void silent(String provider, Collection<AssetSymbol> assets, Instant now) {
        assets.forEach(symbol -> add(provider, symbol, "it told of none", 1, now));
    }

    private void add(String provider, AssetSymbol symbol, String why, int atLeast, Instant now) {
        of(provider).compute(symbol, (same, before) -> Silence.after(Optional.ofNullable(before), why, atLeast, now));
    }

    /** A provider told of these assets. */
    synchronized void told(String provider, Collection<AssetSymbol> assets, Instant now) {
        Map<AssetSymbol, Silence> its = of(provider);
        assets.forEach(symbol -> its.computeIfPresent(symbol, (same, before) -> {
            Silence told = before.told(now);
            boolean isLeft = before.isLeft(leaveAfter) && isStoodInFor(symbol, provider);
            if (isLeft && !told.isOver(now, returnAfter)) {
                return told;
            }
            endStandIn(symbol, provider);
            return null;
        }));
    }

    private void endStandIn(AssetSymbol symbol, String provider) {
        if (isStoodInFor(symbol, provider)) {
            standIns.remove(symbol);
        }
    }

    private Map<AssetSymbol, Silence> of(String provider) {
        return byProvider.computeIfAbsent(provider, first -> new HashMap<>());
    }

    /** Those of these assets that a provider's last answer about them left out, each with the reason. */
    synchronized Map<AssetSymbol, String> untoldBy(String provider, Set<AssetSymbol> some) {
        Map<AssetSymbol, String> its = new LinkedHashMap<>();
        of(provider).forEach((symbol, silence) -> {
            if (some.contains(symbol) && silence.toldSince().isEmpty()) {
                its.put(symbol, silence.why());
            }
        });
        return its;
    }

    /** The assets that a provider leaves to others. */
    synchronized Set<AssetSymbol> leftBy(String provider) {
        Set<AssetSymbol> left = new HashSet<>();
        of(provider).forEach((symbol, silence) -> {
            if (silence.isLeft(leaveAfter)) {
                left.add(symbol);
            }
        });
        return left;
    }

    /** Those of these assets for which a provider was not asked in vain lately. */
    synchronized Set<AssetSymbol> mayBeToldBy(String provider, Set<AssetSymbol> some, Instant now) {
        Map<AssetSymbol, Silence> its = of(provider);
        Set<AssetSymbol> rest = new HashSet<>(some);
        rest.removeIf(symbol -> Optional.ofNullable(its.get(symbol))
                .filter(silence -> silence.rests(leaveAfter, now))
                .isPresent());
        return rest;
    }

    /** A provider was asked in another's place for some assets, and told of these. */
    synchronized void stoodIn(String provider, Set<AssetSymbol> asked, Set<AssetSymbol> told) {
        asked.forEach(symbol -> standIns.remove(symbol, provider));
        told.forEach(symbol -> standIns.put(symbol, provider));
    }

    /** A provider that fails stands in for nothing. */
    synchronized void standsInNoMore(String provider) {
        standIns.values().removeIf(provider::equals);
    }

    /** True where another provider stands in for an asset that this one left to it. */
    synchronized boolean isLeftToAnother(AssetSymbol symbol, String provider) {
        return isStoodInFor(symbol, provider)
                && Optional.ofNullable(of(provider).get(symbol))
                        .filter(silence -> silence.isLeft(leaveAfter))
                        .isPresent();
    }

    private boolean isStoodInFor(AssetSymbol symbol, String provider) {
        return Optional.ofNullable(standIns.get(symbol))
                .filter(other -> !other.equals(provider))
                .isPresent();
    }
}
