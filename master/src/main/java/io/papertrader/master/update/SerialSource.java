package io.papertrader.master.update;

import io.papertrader.master.asset.InTurn;
import io.papertrader.master.asset.ValueSource;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A source of values, whose retrievals come one after another, whatever other sources do. Assets that are asked for on
 * demand while it is busy are asked for together, once. For any thread.
 */
final class SerialSource {
    private final ValueSource source;
    private final InTurn turn = new InTurn();
    private final Set<AssetSymbol> demanded = new HashSet<>();
    private Optional<Uni<Void>> next = Optional.empty();

    SerialSource(ValueSource source) {
        this.source = source;
    }

    ValueSource source() {
        return source;
    }

    boolean isFree() {
        return turn.isFree();
    }

    <T> Uni<T> inTurn(Supplier<Uni<T>> work) {
        return turn.run(work);
    }

    /** Done when an update that begins behind this has asked for the asset. */
    synchronized Uni<Void> onDemand(AssetSymbol symbol, Function<Set<AssetSymbol>, Uni<Void>> update) {
        demanded.add(symbol);
        Uni<Void> shared = next.orElseGet(
                () -> turn.run(() -> update.apply(takeDemanded())).memoize().indefinitely());
        next = Optional.of(shared);
        return shared;
    }

    private synchronized Set<AssetSymbol> takeDemanded() {
        Set<AssetSymbol> taken = Set.copyOf(demanded);
        demanded.clear();
        next = Optional.empty();
        return taken;
    }
}
