package io.papertrader.worker.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.worker.Samples;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The latest values, without a link. */
class CurrentValuesTest {
    private static final AssetSymbol DOT = new AssetSymbol("BRK.B");
    private static final AssetSymbol DASH = new AssetSymbol("BRK-B");
    private static final Instant LATER = Samples.VALUE_TIME.plusSeconds(60);

    private final CurrentValues values = new ToldValues().values();

    /** An update whose values are all different. */
    private static AssetInfo update(String open, Instant time) {
        AssetSymbol symbol = new AssetSymbol(DOT.value());
        AssetInfo flat = Samples.asset(symbol, open, time);
        Asset asset =
                new Asset(symbol, Money.of(open), Money.of("103"), Money.of("0.5"), Money.of("101"), Quantity.of("77"));
        return new AssetInfo(asset, flat.name(), flat.currency(), time);
    }

    private void tell(AssetSymbol symbol, String value, Instant time) {
        values.update(List.of(Samples.asset(symbol, value, time)));
    }

    private AssetInfo latest(AssetSymbol symbol) {
        return values.find(symbol).orElseThrow();
    }

    @Test
    void keepsTheTextsOfAnAssetFromOneUpdateToTheNext() {
        values.update(List.of(update("1", Samples.VALUE_TIME)));
        AssetInfo first = latest(DOT);

        values.update(List.of(update("2", LATER)));

        assertThat(latest(DOT)).isEqualTo(update("2", LATER));
        assertThat(latest(DOT).name()).isSameAs(first.name());
        assertThat(latest(DOT).asset().symbol()).isSameAs(first.asset().symbol());
    }

    @Test
    void takesAnotherNameOfAnAsset() {
        tell(DOT, "1", Samples.VALUE_TIME);
        AssetInfo renamed = new AssetInfo(latest(DOT).asset(), "Another Name", "USD", LATER);

        values.update(List.of(renamed));

        assertThat(latest(DOT)).isEqualTo(renamed);
    }

    @Test
    void keepsTheLaterOfTwoValuesThatOneLinkTold() {
        tell(DOT, "2", LATER);

        tell(DOT, "1", Samples.VALUE_TIME);

        assertThat(latest(DOT).time()).isEqualTo(LATER);
    }

    @Test
    void believesAnotherLinkWhateverTheTime() {
        tell(DOT, "2", LATER);
        values.beginLink();

        tell(DOT, "1", Samples.VALUE_TIME);

        assertThat(latest(DOT).time()).isEqualTo(Samples.VALUE_TIME);
    }

    @Test
    void spellsASymbolAsTheLastLinkDidAlsoAfterOneThatBrokeOff() {
        tell(DOT, "1", Samples.VALUE_TIME);
        values.beginLink();
        tell(DASH, "1", Samples.VALUE_TIME);
        values.beginLink();
        tell(DOT, "1", Samples.VALUE_TIME);

        values.filled();

        assertThat(values.spelling(DASH)).isEqualTo(DOT);
        assertThat(values.listed(DOT)).isPresent();
        assertThat(values.listed(DASH)).isEmpty();
    }
}
