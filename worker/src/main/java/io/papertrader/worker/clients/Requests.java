package io.papertrader.worker.clients;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.AccountRequest;
import io.papertrader.codec.message.AssetRequest;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkRequest;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionReply.StateSwitchSuccess;
import io.papertrader.codec.message.SessionRequest;
import io.papertrader.codec.message.SessionRequest.LoginSession;
import io.papertrader.codec.message.SessionRequest.Logout;
import io.papertrader.codec.message.SessionRequest.SwitchState;
import io.papertrader.codec.message.TradeRequest;
import io.papertrader.codec.message.WorkersRequest;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.worker.account.AuthorisationTunnel;
import io.papertrader.worker.asset.AssetCache;
import io.papertrader.worker.master.MasterLink;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;

/** Routes a client's request, once its session is checked, to the part that answers it (specification 3.2.1). */
@ApplicationScoped
class Requests {
    private final AuthorisationTunnel tunnel;
    private final AssetCache assets;
    private final MasterLink master;

    Requests(AuthorisationTunnel tunnel, AssetCache assets, MasterLink master) {
        this.tunnel = tunnel;
        this.assets = assets;
        this.master = master;
    }

    Future<Reply> answer(Request request, ClientAddress client) {
        return switch (request) {
            case AccountRequest account -> tunnel.pass(account, client);
            case SessionRequest session -> answer(session, client);
            case AssetRequest asset -> assets.answer(asset, client);
            case TradeRequest trade -> master.ask(trade, client);
            case WorkersRequest workers -> master.ask(workers, client);
            case LinkRequest link ->
                Future.succeededFuture(Instruction.of(link)
                        .failure(FailCode.UNKNOWN_INSTRUCTION, "This is spoken between servers only."));
        };
    }

    private Future<Reply> answer(SessionRequest request, ClientAddress client) {
        return switch (request) {
            case LoginSession login -> tunnel.pass(login, client);
            case Logout logout -> tunnel.pass(logout, client);
            case SwitchState change -> Future.succeededFuture(new StateSwitchSuccess(change.state()));
        };
    }
}
