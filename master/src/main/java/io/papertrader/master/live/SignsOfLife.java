package io.papertrader.master.live;

import io.papertrader.master.asset.PastRepository;
import io.papertrader.master.asset.Renamings.Follower;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The signs of life of shares: days that are stored, other symbols, delistings, and that a share is listed today. */
final class SignsOfLife {
    private final PastRepository past;
    private final Followers followers;
    private final Delistings delistings;

    SignsOfLife(PastRepository past, Followers followers, Delistings delistings) {
        this.past = past;
        this.followers = followers;
        this.delistings = delistings;
    }

    /** The first of a share behind a date. */
    Uni<SignOfLife> behind(AssetSymbol share, LocalDate date, LocalDate today) {
        return past.firstDayBehind(share, date)
                .flatMap(stored -> followers
                        .of(share, date)
                        .map(next -> Stream.of(stored, next.map(Follower::since))
                                .flatMap(Optional::stream)
                                .min(Comparator.naturalOrder())
                                .<SignOfLife>map(SignOfLife.Traded::new)
                                .orElseGet(() -> delistedOrTraded(share, today))));
    }

    /** One whose delisting is announced is traded until then. */
    private SignOfLife delistedOrTraded(AssetSymbol share, LocalDate today) {
        return delistings
                .of(share)
                .filter(day -> !day.isAfter(today))
                .<SignOfLife>map(SignOfLife.Delisted::new)
                .orElseGet(() -> new SignOfLife.Traded(today));
    }
}
