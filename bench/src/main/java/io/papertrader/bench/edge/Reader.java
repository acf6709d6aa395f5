package io.papertrader.bench.edge;

import io.papertrader.bench.start.Form;
import io.papertrader.codec.message.AccountReply.RegisterSuccess;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetRequest.GetAssetList;
import io.papertrader.codec.message.AssetRequest.GetAssetValueCurrent;
import io.papertrader.codec.message.ConnectionState;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.SessionReply.StateSwitchSuccess;
import io.papertrader.codec.message.SessionRequest.SwitchState;
import io.papertrader.codec.message.TradeReply.PurchaseSuccess;
import io.papertrader.codec.message.TradeReply.TransactionHistory;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistory;
import io.papertrader.codec.message.TradeRequest.PurchaseAsset;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.message.UserName;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A user who is logged in, and what all of the user's connections ask for.
 *
 * @param answerBytes the length of a whole answer about the asset
 */
record Reader(UserName user, SessionId session, AssetSymbol asset, int answerBytes) {
    private static final Duration UNTIL_VALUES = Duration.ofSeconds(30);
    private static final Duration UNTIL_SETTLED = Duration.ofSeconds(60);
    private static final Duration UNTIL_NEXT_LOOK = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Quantity LITTLE = Quantity.of("0.001");
    private static final int ORDERS_AT_ONCE = 200;

    /** Any 32 bytes will do: a password is hashed on a client's side, and this client has none. */
    private static final HashedPass PASS = new HashedPass("PWeBexyokhPmgW_0q2rbpkhD9hz8bTRKwswON-Ghi5s");

    /** Registers, logs in, and waits for the first values. */
    static Reader of(int port, Form form, String role) throws IOException {
        // The forms share a database, one after another.
        String name = role + "-" + form.name().toLowerCase(Locale.ROOT);
        UserName user = new UserName(name);
        try (Talk talk = new Talk(port)) {
            talk.ask(new Register(user, new Email(name + "@example.org"), PASS), RegisterSuccess.class);
            SessionId session =
                    talk.ask(new Login(user, PASS, false), SessionStarted.class).id();
            talk.ask(new SwitchState(session, ConnectionState.DATA_TRANSFER), StateSwitchSuccess.class);
            AssetSymbol asset = firstAsset(talk);
            GetAssetValueCurrent question = new GetAssetValueCurrent(asset);
            return new Reader(user, session, asset, bytes(question, talk.ask(question, AssetValue.class)));
        }
    }

    /** Buys a little, so often, that the history has so many transactions; waits until all are settled. */
    void order(int port, int times) throws IOException {
        PurchaseAsset order = new PurchaseAsset(session, asset, LITTLE);
        try (Talk talk = new Talk(port)) {
            for (int left = times; left > 0; left -= ORDERS_AT_ONCE) {
                talk.askAll(Collections.nCopies(Math.min(left, ORDERS_AT_ONCE), order), PurchaseSuccess.class);
            }
            talk.ask(greeting(), StateSwitchSuccess.class);
            awaitSettled(talk);
        }
    }

    private void awaitSettled(Talk talk) throws IOException {
        long until = System.nanoTime() + UNTIL_SETTLED.toNanos();
        while (System.nanoTime() < until) {
            List<Transaction> transactions =
                    talk.ask(history(), TransactionHistory.class).transactions();
            if (transactions.stream().noneMatch(transaction -> transaction.state() == TransactionState.QUEUED)) {
                return;
            }
            LockSupport.parkNanos(UNTIL_NEXT_LOOK.toNanos());
        }
        throw new IOException("the orders were not settled in " + UNTIL_SETTLED.toSeconds() + " s");
    }

    /** Current values, asked on connections that are logged in and in the data transfer state. */
    Target target(int port) {
        return Target.worker(port, Optional.of(greeting()), new GetAssetValueCurrent(asset));
    }

    Request greeting() {
        return new SwitchState(session, ConnectionState.DATA_TRANSFER);
    }

    Request history() {
        return new GetUserTransactionHistory(session, user);
    }

    private static AssetSymbol firstAsset(Talk talk) throws IOException {
        long until = System.nanoTime() + UNTIL_VALUES.toNanos();
        while (System.nanoTime() < until) {
            List<AssetInfo> assets =
                    talk.ask(new GetAssetList(), AssetList.class).assets();
            if (!assets.isEmpty()) {
                return assets.getFirst().asset().symbol();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new IOException("the master retrieved no values in " + UNTIL_VALUES.toSeconds() + " s");
    }

    private static int bytes(Request request, Reply answer) {
        return MessageCodec.encodeReply(Instruction.of(request), answer).stream()
                .mapToInt(frame -> frame.encode().length())
                .sum();
    }
}
