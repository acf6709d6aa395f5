package io.papertrader.master.live;

import io.papertrader.master.asset.Renamings.Follower;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Tells which symbol an asset got, behind a date. */
interface Followers {
    Uni<Optional<Follower>> of(AssetSymbol asset, LocalDate behind);

    /** The symbol that an asset has on a date, and those that it got since, one after another. */
    default Uni<List<AssetSymbol>> since(AssetSymbol asset, LocalDate date) {
        return of(asset, date)
                .flatMap(next -> next.map(follower -> since(follower.symbol(), follower.since()))
                        .orElseGet(() -> Uni.createFrom().item(List.of())))
                .map(later -> Stream.concat(Stream.of(asset), later.stream())
                        .distinct()
                        .toList());
    }

    /** The symbols whose charts go back to a date of an asset: its own, and those that followed as far as is known. */
    default Uni<List<AssetSymbol>> chartedBy(AssetSymbol asset, LocalDate date) {
        return since(asset, date)
                .onFailure()
                .invoke(failure ->
                        Logger.getLogger(Followers.class).warnf("Nobody knows what followed %s: %s", asset, failure))
                .onFailure()
                .recoverWithItem(List.of(asset));
    }

    /**
     * The first symbol that somebody knows, of those that the asset which has this one on a date got one after another.
     *
     * @return the symbol, and the date from which on the asset had the first of them; none where none is known
     */
    default Uni<Optional<Follower>> known(AssetSymbol asset, LocalDate date, Predicate<AssetSymbol> isKnown) {
        return of(asset, date)
                .flatMap(next -> next.map(first -> known(first, isKnown)
                                .map(last -> last.map(found -> new Follower(found.symbol(), first.since()))))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Optional<Follower>> known(Follower follower, Predicate<AssetSymbol> isKnown) {
        return isKnown.test(follower.symbol())
                ? Uni.createFrom().item(Optional.of(follower))
                : of(follower.symbol(), follower.since())
                        .flatMap(next -> next.map(each -> known(each, isKnown))
                                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }
}
