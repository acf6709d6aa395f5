package io.papertrader.master.trade;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.TradeReply.Portfolio;
import io.papertrader.codec.message.TradeReply.PortfolioPage;
import io.papertrader.codec.message.UserName;
import io.papertrader.market.ledger.Position;
import io.papertrader.master.session.AccountId;
import io.papertrader.master.trade.Portfolios.Held;
import io.papertrader.master.trade.Portfolios.Owned;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Percent;
import io.papertrader.vocabulary.Quantity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Portfolios of more assets than a page holds. */
class PortfolioPagesTest {
    private static final int ASSETS = 2 * Portfolio.PAGE + 100;
    private static final Owned OWNED =
            new Owned(new AccountId(1), new UserName("ada"), Money.of("1000"), Money.ZERO, held());

    /** Holdings in no order, as a database gives them. */
    private static List<Held> held() {
        List<Held> held = new ArrayList<>(IntStream.range(0, ASSETS)
                .mapToObj(i -> new Held(
                        new AssetSymbol("A" + i),
                        new Position(Quantity.of("2"), Money.of("4")),
                        Quantity.ZERO,
                        Money.of("10")))
                .toList());
        Collections.shuffle(held, new Random(20_250_901));
        return held;
    }

    private static List<PortfolioPage> pages(boolean isOwner) {
        List<PortfolioPage> pages = new ArrayList<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            pages.add(OWNED.page(isOwner, next.get().position().map(AssetSymbol::new)));
            next = pages.getLast().next();
        }
        return pages;
    }

    @Test
    void joinsToEveryAssetBySymbol() {
        List<AssetSymbol> symbols =
                OWNED.held().stream().map(Held::symbol).sorted().toList();

        List<PortfolioPage> pages = pages(true);

        assertThat(pages).hasSize(3);
        assertThat(pages.stream().flatMap(page -> page.portfolio().weights().stream()))
                .extracting(Portfolio.Weight::symbol)
                .isEqualTo(symbols);
        assertThat(pages.stream().flatMap(page -> page.portfolio().owned().orElseThrow().holdings().stream()))
                .extracting(Portfolio.Holding::symbol)
                .isEqualTo(symbols);
    }

    @Test
    void hasTheSumsAndTheWeightsOfTheWholeOnEachPage() {
        Money equity = Money.of(Integer.toString(1_000 + 10 * ASSETS));

        assertThat(pages(true)).allSatisfy(page -> {
            assertThat(page.portfolio().owned().orElseThrow().equity()).isEqualTo(equity);
            assertThat(page.portfolio().weights())
                    .extracting(Portfolio.Weight::weight)
                    .containsOnly(Percent.of(Money.of("10"), equity));
        });
    }

    @Test
    void showsOthersWeightsAlone() {
        assertThat(pages(false)).allSatisfy(page -> {
            assertThat(page.portfolio().owned()).isEmpty();
            assertThat(page.portfolio().weights()).isNotEmpty();
        });
    }

    @Test
    void fitsAPacket() {
        assertThat(pages(true))
                .allSatisfy(page -> assertThat(MessageCodec.encodeReply(Instruction.GET_USER_PORTFOLIO_PAGE, page))
                        .hasSize(1));
    }

    @Test
    void goesOnBehindAnAssetThatHasBeenSold() {
        PortfolioPage page = OWNED.page(true, Optional.of(new AssetSymbol("A5000")));

        assertThat(page.portfolio().weights().getFirst().symbol()).isEqualTo(new AssetSymbol("A501"));
    }
}
