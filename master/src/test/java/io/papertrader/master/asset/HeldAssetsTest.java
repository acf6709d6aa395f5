package io.papertrader.master.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.AssetSymbol;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HeldAssetsTest {
    private static final AssetSymbol HELD = new AssetSymbol("KO");
    private static final AssetSymbol ORDERED = new AssetSymbol("PEP");

    @Inject
    HeldAssets held;

    @Inject
    Wanted wanted;

    @Inject
    Updates updates;

    @Inject
    Desk desk;

    @Test
    void readsWhatIsHeldAndWhatIsOrderedOnceEach() {
        updates.next();
        for (int traders = 0; traders < 2; traders++) {
            Trader trader = desk.newTrader();
            trader.place(trader.purchase(HELD.value(), "1"));
        }
        updates.next();
        Trader waiting = desk.newTrader();
        waiting.place(waiting.purchase(ORDERED.value(), "1"));

        List<AssetSymbol> read = held.read().await().indefinitely();

        assertThat(read).contains(HELD, ORDERED).doesNotHaveDuplicates();
    }

    @Test
    void anOrderMakesItsAssetWantedAtOnce() {
        updates.next();
        Trader trader = desk.newTrader();
        trader.place(trader.purchase("V", "1"));

        assertThat(wanted.has(new AssetSymbol("V"))).isTrue();
    }
}
