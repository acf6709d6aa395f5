package io.papertrader.master.update;

import io.papertrader.codec.message.MarketRequest;
import io.papertrader.codec.message.MarketRequest.GetMarket;
import io.papertrader.codec.message.MarketRequest.GetTradingHours;
import io.papertrader.codec.message.Reply;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Requests about the market as a whole, in and out of the protocol. */
@ApplicationScoped
public class MarketHandler {
    private final MarketDesk desk;

    MarketHandler(MarketDesk desk) {
        this.desk = desk;
    }

    /** Answers a request; the caller's session has been checked. */
    public Uni<Reply> handle(MarketRequest request) {
        return switch (request) {
            case GetMarket market -> desk.status().map(status -> status);
            case GetTradingHours hours -> Uni.createFrom().item(desk.hours());
        };
    }
}
