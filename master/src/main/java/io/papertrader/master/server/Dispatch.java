package io.papertrader.master.server;

import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.AccountRequest;
import io.papertrader.codec.message.AssetRequest;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkReply.HeartbeatAnswer;
import io.papertrader.codec.message.LinkRequest;
import io.papertrader.codec.message.LinkRequest.GetWorkerStatus;
import io.papertrader.codec.message.LinkRequest.Heartbeat;
import io.papertrader.codec.message.LinkRequest.LinkHello;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionRequest;
import io.papertrader.codec.message.TradeRequest;
import io.papertrader.codec.message.WorkersRequest;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.account.AccountHandler;
import io.papertrader.master.asset.AssetHandler;
import io.papertrader.master.session.SessionHandler;
import io.papertrader.master.trade.TradeHandler;
import io.papertrader.master.workers.WorkersHandler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Routes each command to the feature that owns it (specification 3.1.1). */
@ApplicationScoped
class Dispatch {
    private final AccountHandler account;
    private final SessionHandler session;
    private final AssetHandler asset;
    private final TradeHandler trade;
    private final WorkersHandler workers;

    Dispatch(
            AccountHandler account,
            SessionHandler session,
            AssetHandler asset,
            TradeHandler trade,
            WorkersHandler workers) {
        this.account = account;
        this.session = session;
        this.asset = asset;
        this.trade = trade;
        this.workers = workers;
    }

    Uni<Reply> handle(Request request, LinkRecord record) {
        return switch (request) {
            case AccountRequest about -> account.handle(about, record.client());
            case SessionRequest about -> session.handle(about);
            case AssetRequest about -> asset.handle(about);
            case TradeRequest about -> trade.handle(about, record);
            case WorkersRequest about -> workers.handle(about);
            case LinkRequest about -> handle(about);
        };
    }

    private Uni<Reply> handle(LinkRequest request) {
        return switch (request) {
            case VerifySession verify -> session.handle(verify);
            case LinkHello hello -> misplaced(hello);
            case GetWorkerStatus status -> misplaced(status);
            case Heartbeat heartbeat -> Uni.createFrom().item(new HeartbeatAnswer());
        };
    }

    private static Uni<Reply> misplaced(LinkRequest request) {
        return Uni.createFrom()
                .item(() ->
                        Instruction.of(request).failure(FailCode.WRONG_STATE, "The master does not answer this here."));
    }
}
