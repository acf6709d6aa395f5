package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.master.asset.Renamings.Follower;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FollowersTest {
    private static final AssetSymbol ONE = new AssetSymbol("ONE");
    private static final AssetSymbol TWO = new AssetSymbol("TWO");
    private static final AssetSymbol THREE = new AssetSymbol("THREE");
    private static final LocalDate MAY = LocalDate.of(2020, 5, 1);
    private static final LocalDate JUNE = LocalDate.of(2020, 6, 1);

    /** ONE became TWO, and TWO became THREE, which never got another and may have been ONE before. */
    private final Map<AssetSymbol, Follower> renamed =
            Map.of(ONE, new Follower(TWO, MAY), TWO, new Follower(THREE, JUNE), THREE, new Follower(ONE, MAY));

    private final Followers followers = (asset, behind) -> Uni.createFrom()
            .item(Optional.ofNullable(renamed.get(asset))
                    .filter(follower -> follower.since().isAfter(behind)));

    private Optional<Follower> known(AssetSymbol asset, AssetSymbol... known) {
        return followers
                .known(asset, LocalDate.EPOCH, Set.of(known)::contains)
                .await()
                .indefinitely();
    }

    @Test
    void goesOnToTheSymbolThatIsKnownAndTellsWhenTheFirstOneEnded() {
        assertThat(known(ONE, TWO)).contains(new Follower(TWO, MAY));
        assertThat(known(ONE, THREE)).contains(new Follower(THREE, MAY));
        assertThat(known(TWO, THREE)).contains(new Follower(THREE, JUNE));
    }

    @Test
    void tellsAllSymbolsThatAnAssetGot() {
        assertThat(followers.since(ONE, LocalDate.EPOCH).await().indefinitely()).containsExactly(ONE, TWO, THREE);
        assertThat(followers.since(TWO, JUNE).await().indefinitely()).containsExactly(TWO);
    }

    @Test
    void assetItselfIsToldWhereNobodyKnowsWhatFollowed() {
        Followers failing = (asset, behind) -> Uni.createFrom().failure(new IllegalStateException("no database"));

        assertThat(failing.chartedBy(ONE, LocalDate.EPOCH).await().indefinitely())
                .containsExactly(ONE);
        assertThat(followers.chartedBy(ONE, LocalDate.EPOCH).await().indefinitely())
                .containsExactly(ONE, TWO, THREE);
    }

    @Test
    void endsWhereNoneIsKnown() {
        assertThat(known(ONE)).isEmpty();
        assertThat(known(new AssetSymbol("FOUR"), ONE)).isEmpty();
    }
}
