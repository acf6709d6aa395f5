package io.papertrader.master.asset;

import io.papertrader.node.StartRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operator's choice of a market: a replay, or classes of assets with their providers in order. */
@ApplicationScoped
public class MarketChoice {
    private static final String REPLAY = "replay";

    private final MarketConfig config;
    private final Map<AssetClass, List<String>> providers;

    MarketChoice(MarketConfig config) {
        this.config = config;
        this.providers = config.name().strip().equals(REPLAY) ? Map.of() : parse(config.name());
    }

    private static Map<AssetClass, List<String>> parse(String name) {
        Map<AssetClass, List<String>> chosen = new EnumMap<>(AssetClass.class);
        for (String word : name.split(",", -1)) {
            List<String> named = providers(word.strip());
            named.forEach(provider -> chosen.computeIfAbsent(
                            AssetClass.ofProvider(provider).orElseThrow(() -> unknown(word)),
                            first -> new ArrayList<>())
                    .add(provider));
        }
        return chosen;
    }

    private static List<String> providers(String word) {
        return AssetClass.named(word).map(AssetClass::providers).orElse(List.of(word));
    }

    private static StartRefusal unknown(String word) {
        return StartRefusal.because(
                "PAPERTRADER_MARKET names \"%s\": write replay, or one or more of %s, or providers in order (%s)."
                        .formatted(
                                word.strip(),
                                words(Stream.of(AssetClass.values()).map(AssetClass::word)),
                                words(Stream.of(AssetClass.values()).flatMap(each -> each.providers().stream()))));
    }

    private static String words(Stream<String> words) {
        return words.collect(Collectors.joining(", "));
    }

    /** True where recorded values are replayed. */
    public boolean isReplay() {
        return providers.isEmpty();
    }

    /** The classes of assets whose values of today are served. */
    public Set<AssetClass> classes() {
        return providers.keySet();
    }

    /** The providers of a class, in the order in which they are asked. */
    public List<String> providers(AssetClass of) {
        return List.copyOf(providers.getOrDefault(of, List.of()));
    }

    /** The age at which a value is stale. */
    public Duration staleAfter(AssetClass of) {
        return settings(of).staleAfter().orElseGet(of::staleAfter);
    }

    /** The change in percent that is not believed at once. */
    public BigDecimal jump(AssetClass of) {
        return settings(of).jump().orElseGet(of::jump);
    }

    /** The class of an asset whose line in the list names none. */
    Optional<AssetClass> usualClass() {
        return classes().stream().findFirst();
    }

    private MarketConfig.OfClass settings(AssetClass of) {
        return switch (of) {
            case CRYPTO -> config.crypto();
            case US -> config.us();
            case FX -> config.fx();
        };
    }
}
