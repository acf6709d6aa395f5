package io.papertrader.market;

import static io.papertrader.market.Trader.ANN;
import static io.papertrader.market.Trader.EUR;
import static io.papertrader.market.Trader.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.papertrader.market.Command.OpenPortfolio;
import io.papertrader.market.MarketEvent.DoneBefore;
import io.papertrader.market.MarketEvent.PortfolioOpened;
import io.papertrader.market.MarketEvent.Refused;
import io.papertrader.market.ledger.Book;
import io.papertrader.market.ledger.Transfer;
import io.papertrader.vocabulary.Money;
import org.junit.jupiter.api.Test;

class OpeningTest {
    @Test
    void opensAPortfolioWithItsFirstCash() {
        Trader trader = Trader.inNewMarket();

        MarketEvent event = trader.open(ANN, USD, "1000");

        assertThat(event).isEqualTo(new PortfolioOpened(ANN, USD, Money.of("1000"), trader.now));
        assertThat(((PortfolioOpened) event).transfers())
                .containsExactly(new Transfer.OfMoney(Book.OPENING, Book.CASH, USD, Money.of("1000")));
        assertThat(trader.ann().cash()).isEqualTo(Money.of("1000"));
    }

    @Test
    void opensAPortfolioWithoutCash() {
        Trader trader = Trader.inNewMarket();

        PortfolioOpened opened = (PortfolioOpened) trader.open(ANN, USD, "0");

        assertThat(opened.transfers()).isEmpty();
    }

    @Test
    void answersTheSameOpeningAsBefore() {
        Trader trader = Trader.withCash();

        MarketEvent event = trader.one(new OpenPortfolio(ANN, USD, Money.of("1000"), trader.now));

        assertThat(event).isInstanceOf(DoneBefore.class);
        assertThat(trader.ann().cash()).isEqualTo(Money.of("1000"));
    }

    @Test
    void refusesToOpenAPortfolioInAnotherCurrency() {
        Trader trader = Trader.withCash();

        MarketEvent event = trader.one(new OpenPortfolio(ANN, EUR, Money.of("1000"), trader.now));

        assertThat(((Refused) event).reason()).isEqualTo(RefuseReason.PORTFOLIO_EXISTS);
    }

    @Test
    void opensNothingWithADebt() {
        Trader trader = Trader.inNewMarket();

        assertThatIllegalArgumentException().isThrownBy(() -> new OpenPortfolio(ANN, USD, Money.of("-1"), trader.now));
    }
}
