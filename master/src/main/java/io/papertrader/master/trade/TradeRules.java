package io.papertrader.master.trade;

import io.papertrader.market.Rules;
import io.papertrader.market.ledger.FeeRule;
import io.papertrader.market.order.FillPolicy;
import io.papertrader.master.asset.ListOfAssets;
import io.papertrader.master.asset.ListedAsset;
import io.papertrader.master.asset.Listings;
import io.papertrader.vocabulary.Percent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** The operator's settings as the rules of the market. */
@ApplicationScoped
class TradeRules {
    @Produces
    @Singleton
    Rules rules(TradeConfig trade, ListOfAssets list, Listings listings) {
        return new Rules(
                new FeeRule(trade.fee(), new Percent(trade.feePercent().units())),
                FillPolicy.VALUE,
                list.all().stream().collect(Collectors.toMap(ListedAsset::symbol, listings::of)),
                trade.expireAfter(),
                trade.maxOpenOrders(),
                trade.rememberedOrders());
    }
}
