package io.papertrader.master.server;

import io.papertrader.codec.message.AccountRequest;
import io.papertrader.codec.message.AssetRequest;
import io.papertrader.codec.message.CareRequest;
import io.papertrader.codec.message.ExternalLoginRequest;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkRequest;
import io.papertrader.codec.message.LinkRequest.GetWorkerStatus;
import io.papertrader.codec.message.LinkRequest.Heartbeat;
import io.papertrader.codec.message.LinkRequest.LinkHello;
import io.papertrader.codec.message.LinkRequest.NoteUses;
import io.papertrader.codec.message.LinkRequest.NoteWanted;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.MarketRequest;
import io.papertrader.codec.message.PasswordRequest;
import io.papertrader.codec.message.RegistrationRequest;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionRequest;
import io.papertrader.codec.message.TradeRequest;
import io.papertrader.codec.message.WorkersRequest;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Origin;
import io.papertrader.master.account.AccountHandler;
import io.papertrader.master.account.CareHandler;
import io.papertrader.master.account.ExternalLoginHandler;
import io.papertrader.master.asset.AssetHandler;
import io.papertrader.master.recovery.RecoveryHandler;
import io.papertrader.master.registration.RegistrationHandler;
import io.papertrader.master.session.Owner;
import io.papertrader.master.session.SessionHandler;
import io.papertrader.master.session.SessionUses;
import io.papertrader.master.trade.TradeHandler;
import io.papertrader.master.update.MarketHandler;
import io.papertrader.master.workers.Audience;
import io.papertrader.master.workers.WorkersHandler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Routes each command to the feature that owns it (specification 3.1.1). */
@ApplicationScoped
class Dispatch {
    private final AccountHandler account;
    private final ExternalLoginHandler externalLogins;
    private final RecoveryHandler recovery;
    private final RegistrationHandler registration;
    private final SessionUses uses;
    private final CareHandler care;
    private final SessionHandler session;
    private final AssetHandler asset;
    private final TradeHandler trade;
    private final MarketHandler market;
    private final WorkersHandler workers;

    Dispatch(
            AccountHandler account,
            ExternalLoginHandler externalLogins,
            RecoveryHandler recovery,
            RegistrationHandler registration,
            SessionUses uses,
            CareHandler care,
            SessionHandler session,
            AssetHandler asset,
            TradeHandler trade,
            MarketHandler market,
            WorkersHandler workers) {
        this.account = account;
        this.externalLogins = externalLogins;
        this.recovery = recovery;
        this.registration = registration;
        this.uses = uses;
        this.care = care;
        this.session = session;
        this.asset = asset;
        this.trade = trade;
        this.market = market;
        this.workers = workers;
    }

    /** Answers; the link hears events of an account from when one of its sessions has been verified over it. */
    Uni<Reply> handle(Request request, Origin origin, Audience audience) {
        return switch (request) {
            case Request.WithSession with ->
                uses.use(with.sessionId(), origin, audience).flatMap(owner -> route(request, owner, origin));
            case Request.BeginsSession _ ->
                route(request, Optional.empty(), origin)
                        .call(reply -> reply instanceof Reply.SessionBegun started
                                ? uses.use(started.id(), origin, audience).replaceWithVoid()
                                : Uni.createFrom().voidItem());
            case NoteUses told -> Uni.createFrom().item(() -> uses.note(told, audience));
            default -> route(request, Optional.empty(), origin);
        };
    }

    /** Orders come so often that their session is looked up once, here. */
    private Uni<Reply> route(Request request, Optional<Owner> owner, Origin origin) {
        return switch (request) {
            case AccountRequest about -> account.handle(about, origin);
            case CareRequest about -> care.handle(about, origin);
            case PasswordRequest about -> recovery.handle(about, origin);
            case RegistrationRequest about -> registration.handle(about, origin);
            case SessionRequest about -> session.handle(about, origin);
            case ExternalLoginRequest about -> externalLogins.handle(about, origin);
            case AssetRequest about -> asset.handle(about);
            case TradeRequest about -> trade.handle(about, owner, origin);
            case MarketRequest about -> market.handle(about);
            case WorkersRequest about -> workers.handle(about);
            case LinkRequest about -> handle(about);
        };
    }

    private Uni<Reply> handle(LinkRequest request) {
        return switch (request) {
            case VerifySession verify -> session.handle(verify);
            case LinkHello hello -> misplaced(hello);
            case GetWorkerStatus status -> misplaced(status);
            case Heartbeat heartbeat -> misplaced(heartbeat);
            case NoteUses uses -> misplaced(uses);
            case NoteWanted wanted -> Uni.createFrom().item(() -> asset.note(wanted));
        };
    }

    private static Uni<Reply> misplaced(LinkRequest request) {
        return Uni.createFrom()
                .item(() ->
                        Instruction.of(request).failure(FailCode.WRONG_STATE, "The master does not answer this here."));
    }
}
