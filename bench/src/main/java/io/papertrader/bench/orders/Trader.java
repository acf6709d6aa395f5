package io.papertrader.bench.orders;

import io.papertrader.bench.edge.FrameReplies;
import io.papertrader.bench.edge.Speaker;
import io.papertrader.bench.edge.Talk;
import io.papertrader.bench.edge.Target;
import io.papertrader.codec.message.AccountReply.RegisterSuccess;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetRequest.GetAssetList;
import io.papertrader.codec.message.ConnectionState;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.SessionReply.StateSwitchSuccess;
import io.papertrader.codec.message.SessionRequest.LoginSession;
import io.papertrader.codec.message.SessionRequest.SwitchState;
import io.papertrader.codec.message.TradeReply.OrderPlaced;
import io.papertrader.codec.message.UserName;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.TransactionId;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** An account that is logged in and places orders; its session outlives its connections, and the servers. */
record Trader(SessionId session) {
    private static final Duration UNTIL_VALUES = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** Any 32 bytes will do: a password is hashed on a client's side, and this client has none. */
    private static final HashedPass PASS = new HashedPass("PWeBexyokhPmgW_0q2rbpkhD9hz8bTRKwswON-Ghi5s");

    static Trader register(int port, String name) throws IOException {
        UserName user = new UserName(name);
        try (Talk talk = new Talk(port)) {
            talk.ask(new Register(user, new Email(name + "@example.org"), PASS), RegisterSuccess.class);
            return new Trader(
                    talk.ask(new Login(user, PASS, false), SessionStarted.class).id());
        }
    }

    /** Every asset that has a value; waits for the first. */
    List<AssetSymbol> symbols(int port) throws IOException {
        try (Talk talk = new Talk(port)) {
            talk.ask(new SwitchState(session, ConnectionState.DATA_TRANSFER), StateSwitchSuccess.class);
            long until = System.nanoTime() + UNTIL_VALUES.toNanos();
            while (System.nanoTime() < until) {
                AssetList list = talk.ask(new GetAssetList(), AssetList.class);
                if (!list.assets().isEmpty()) {
                    return list.assets().stream()
                            .map(info -> info.asset().symbol())
                            .toList();
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        throw new IOException("the master retrieved no values in " + UNTIL_VALUES.toSeconds() + " s");
    }

    /** A connection that is logged in. */
    Speaker connect(int port, List<AssetSymbol> symbols, GrowingIds ids) throws IOException {
        Target target = new Target(
                port, Optional.of(Target.bytes(new LoginSession(session))), Buffer.buffer(), this::placements);
        FreshOrders orders = FreshOrders.of(session, symbols, ids, Instant.now());
        return new Speaker(target.connect(InetAddress.getLoopbackAddress()), orders, placements());
    }

    private FrameReplies placements() {
        return new FrameReplies(Instruction.ORDER_PLACED);
    }

    /** Places one order by itself, so that a refusal is seen in its own words. */
    void place(int port, AssetSymbol symbol) throws IOException {
        try (Talk talk = new Talk(port)) {
            GrowingIds ids = new GrowingIds(InstantSource.system());
            talk.ask(FreshOrders.order(session, ids.next(), symbol, Instant.now()), OrderPlaced.class);
        }
    }

    /** Places an order under this id over a connection of its own; false where it was refused or cut. */
    boolean tryToPlace(int port, TransactionId id, AssetSymbol symbol) {
        try (Talk talk = new Talk(port)) {
            talk.ask(FreshOrders.order(session, id, symbol, Instant.now()), OrderPlaced.class);
            return true;
        } catch (IOException notNow) {
            return false;
        }
    }
}
