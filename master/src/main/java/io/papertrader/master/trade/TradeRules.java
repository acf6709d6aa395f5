package io.papertrader.master.trade;

import io.papertrader.market.Listing;
import io.papertrader.market.Rules;
import io.papertrader.market.calendar.AlwaysOpen;
import io.papertrader.market.ledger.FeeRule;
import io.papertrader.market.order.FillPolicy;
import io.papertrader.master.MasterConfig;
import io.papertrader.master.asset.AssetConfig;
import io.papertrader.master.asset.ListOfAssets;
import io.papertrader.master.asset.ListedAsset;
import io.papertrader.vocabulary.CurrencyCode;
import io.papertrader.vocabulary.Percent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Collectors;

/** The operator's settings as the rules of the market. */
@ApplicationScoped
class TradeRules {
    @Produces
    @Singleton
    Rules rules(TradeConfig trade, AssetConfig asset, MasterConfig master, ListOfAssets list) {
        Duration staleAfter = master.updateInterval().multipliedBy(asset.staleAfterIntervals());
        return new Rules(
                new FeeRule(trade.fee(), new Percent(trade.feePercent().units())),
                FillPolicy.VALUE,
                list.all().stream().collect(Collectors.toMap(ListedAsset::symbol, each -> listing(each, staleAfter))),
                trade.expireAfter(),
                trade.maxOpenOrders(),
                trade.rememberedOrders());
    }

    private static Listing listing(ListedAsset asset, Duration staleAfter) {
        return new Listing(new CurrencyCode(asset.currency()), new AlwaysOpen(), staleAfter);
    }
}
