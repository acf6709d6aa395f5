package io.papertrader.worker.clients;

import io.papertrader.codec.message.AssetRequest.OfAsset;
import io.papertrader.codec.message.AssetRequest.SearchAssets;
import io.papertrader.codec.message.AssetRequest.SubscribeValues;
import io.papertrader.codec.message.AssetRequest.UnsubscribeValues;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.Instruction.Answerer;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.ReplyReader;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionReply.LogoutSuccess;
import io.papertrader.codec.message.SessionReply.StateSwitchSuccess;
import io.papertrader.codec.message.SessionRequest.Logout;
import io.papertrader.codec.message.SessionRequest.SwitchState;
import io.papertrader.codec.message.TradeReply.EventPage;
import io.papertrader.codec.message.TradeRequest.GetCorporateActions;
import io.papertrader.codec.message.TradeRequest.Resume;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.worker.asset.AssetCache;
import io.papertrader.worker.asset.AssetSearch;
import io.papertrader.worker.asset.CurrentValues;
import io.papertrader.worker.limits.Tries;
import io.papertrader.worker.limits.Try;
import io.papertrader.worker.master.Answer;
import io.papertrader.worker.master.Relay;
import io.papertrader.worker.session.Session;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Takes each request that may be answered to whoever answers it (specification 3.2.1): the connection, the cache, the
 * master.
 */
@Singleton
class RequestRouter {
    private final AssetCache assets;
    private final CurrentValues values;
    private final AssetSearch search;
    private final Relay relay;
    private final Vouching vouching;
    private final Tries tries;

    RequestRouter(
            AssetCache assets, CurrentValues values, AssetSearch search, Relay relay, Vouching vouching, Tries tries) {
        this.assets = assets;
        this.values = values;
        this.search = search;
        this.relay = relay;
        this.vouching = vouching;
        this.tries = tries;
    }

    /** A request that needs no session. */
    void handle(Exchange exchange, Request request) {
        switch (tries.take(request, exchange.client().address())) {
            case Try.Refused refused -> {
                exchange.client().holdBack();
                exchange.refuse(FailCode.RATE_LIMITED, refused.reason());
            }
            case Try.Counted counted -> ask(exchange.onReply(reply -> tried(exchange, request, counted, reply)));
            case Try.Free _ -> ask(exchange);
        }
    }

    private void tried(Exchange exchange, Request request, Try.Counted counted, Frame frame) {
        Reply reply = MessageCodec.decodeReply(frame);
        tries.answered(counted, reply);
        if (request instanceof Request.BeginsSession login) {
            loggedIn(exchange, login, reply);
        }
    }

    /** A request that this session authorises. */
    void handle(Exchange exchange, Request request, Session session) {
        Client client = exchange.client();
        if (client.isGone() && exchange.instruction().answerer() == Answerer.WORKER) {
            exchange.refuse(FailCode.UNAVAILABLE, "The connection is gone.");
            return;
        }
        Optional<String> staleness = assets.staleness(exchange.instruction());
        if (staleness.isPresent()) {
            exchange.refuse(FailCode.MARKET_DATA_STALE, staleness.get());
            return;
        }
        switch (request) {
            case SwitchState change -> switchState(exchange, change, session);
            case Logout logout -> ask(exchange.onReply(reply -> loggedOut(exchange, logout, reply)));
            case Resume _ -> {
                // Before it is answered: what settles meanwhile is told by its number too.
                client.uses().number(session.userName());
                ask(exchange.onReply(reply -> resumed(client, session.userName(), reply)));
            }
            case GetCorporateActions _ -> {
                client.uses().tellActions(session.userName());
                ask(exchange);
            }
            case OfAsset asset -> asset(exchange, asset);
            case SearchAssets search -> search(exchange, search);
            case SubscribeValues wanted -> subscribe(exchange, wanted.symbols());
            case UnsubscribeValues none -> exchange.reply(client.feed().unsubscribe(client));
            default -> ask(exchange);
        }
    }

    private static void switchState(Exchange exchange, SwitchState change, Session session) {
        exchange.client().switched(change.state(), change.sessionId(), session);
        exchange.reply(new StateSwitchSuccess(change.state()));
    }

    /** Whoever has logged in is no stranger, and hears the account's events. */
    private void loggedIn(Exchange exchange, Request.BeginsSession login, Reply reply) {
        if (reply instanceof Reply.SessionBegun started) {
            if (login.isExpirable()) {
                exchange.client().endsWithConnection(started.id());
            }
            vouching.begin(exchange.client(), started.id());
        }
    }

    /** Whoever has the events up to a number is told of the next ones, also when the link was gone meanwhile. */
    private static void resumed(Client client, UserName user, Frame reply) {
        if (new ReplyReader(Instruction.RESUME).read(reply).orElseThrow() instanceof EventPage page) {
            client.uses().told(user, page.last());
        }
    }

    private static void loggedOut(Exchange exchange, Logout logout, Frame reply) {
        if (MessageCodec.decodeReply(reply) instanceof LogoutSuccess) {
            exchange.client().accounts().over(logout.sessionId());
        }
    }

    private void asset(Exchange exchange, OfAsset request) {
        Optional<byte[]> kept = assets.find(exchange.instruction(), request);
        if (kept.isPresent()) {
            exchange.replyFromMemory(kept.get());
        } else {
            ask(
                    exchange,
                    assets.keeping(
                            request, exchange.instruction(), exchange.request().data(), exchange));
        }
    }

    private void search(Exchange exchange, SearchAssets request) {
        search.find(request).ifPresentOrElse(exchange::replyFromMemory, () -> ask(exchange));
    }

    private void subscribe(Exchange exchange, List<AssetSymbol> symbols) {
        Client client = exchange.client();
        Optional<AssetSymbol> unknown =
                symbols.stream().filter(symbol -> values.find(symbol).isEmpty()).findFirst();
        if (unknown.isPresent()) {
            exchange.refuse(FailCode.UNKNOWN_ASSET, search.withoutValue(unknown.get()));
        } else if (client.feed().size(client) + symbols.size() > ValueFeed.MOST_SYMBOLS) {
            exchange.refuse(
                    FailCode.BAD_ARGUMENT,
                    "A connection subscribes to at most " + ValueFeed.MOST_SYMBOLS + " symbols, or to all by *.");
        } else {
            exchange.reply(client.feed().subscribe(client, listed(symbols)));
        }
    }

    /** The symbols as the list spells them, since values are told so. */
    private List<AssetSymbol> listed(List<AssetSymbol> symbols) {
        return symbols.stream().map(values::spelling).toList();
    }

    private void ask(Exchange exchange) {
        ask(exchange, exchange);
    }

    private void ask(Exchange exchange, Answer answer) {
        Client client = exchange.client();
        relay.ask(client.asker(), exchange.instruction(), exchange.request(), client.address(), answer);
    }
}
