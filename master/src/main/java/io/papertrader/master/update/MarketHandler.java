package io.papertrader.master.update;

import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MarketRequest;
import io.papertrader.codec.message.MarketRequest.GetAssetHours;
import io.papertrader.codec.message.MarketRequest.GetMarket;
import io.papertrader.codec.message.MarketRequest.GetTradingHours;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.asset.ListOfAssets;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Requests about the market as a whole, in and out of the protocol. */
@ApplicationScoped
public class MarketHandler {
    private final MarketDesk desk;
    private final ListOfAssets list;

    MarketHandler(MarketDesk desk, ListOfAssets list) {
        this.desk = desk;
        this.list = list;
    }

    /** Answers a request; the caller's session has been checked. */
    public Uni<Reply> handle(MarketRequest request) {
        return switch (request) {
            case GetMarket market -> desk.status().map(status -> status);
            case GetTradingHours hours -> Uni.createFrom().item(desk.hours());
            case GetAssetHours of -> Uni.createFrom().item(hours(of));
        };
    }

    private Reply hours(GetAssetHours request) {
        return list.find(request.asset())
                .<Reply>map(desk::hours)
                .orElseGet(() -> Instruction.of(request)
                        .failure(FailCode.UNKNOWN_ASSET, list.index().unknown(request.asset())));
    }
}
