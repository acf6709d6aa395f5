package io.papertrader.master.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.master.asset.AssetTrouble;
import io.papertrader.vocabulary.AssetSymbol;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Assets whose latest reading was not taken. The log names each once; the metrics count each reading. */
@ApplicationScoped
class Troubles {
    private static final Logger LOG = Logger.getLogger(Troubles.class);

    private final Map<AssetSymbol, AssetTrouble> troubles = new ConcurrentHashMap<>();
    private final MeterRegistry metrics;

    Troubles(MeterRegistry metrics) {
        this.metrics = metrics;
        metrics.gaugeMapSize("papertrader.asset.troubles", List.of(), troubles);
    }

    void has(AssetSymbol symbol, String provider, String what, Instant now) {
        counter(provider).increment();
        troubles.compute(symbol, (same, before) -> {
            if (before == null || !before.provider().equals(provider)) {
                LOG.warnf("A value of %s by %s is not taken: %s", symbol, provider, what);
                return new AssetTrouble(symbol, provider, what, now);
            }
            return new AssetTrouble(symbol, provider, what, before.since());
        });
    }

    private Counter counter(String provider) {
        return metrics.counter("papertrader.readings.refused", "provider", provider);
    }

    void isWell(AssetSymbol symbol) {
        troubles.computeIfPresent(symbol, (same, before) -> {
            LOG.infof("Values of %s are taken again", symbol);
            return null;
        });
    }

    /** All, by symbol. */
    List<AssetTrouble> all() {
        return troubles.values().stream()
                .sorted(Comparator.comparing(AssetTrouble::symbol))
                .toList();
    }
}
