package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetRequest.GetAssetValueCurrent;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Failure.PurchaseFail;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkEvent.AccountEvents;
import io.papertrader.codec.message.LinkEvent.AccountEvents.Numbered;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.TradeReply.TransactionHistory;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistory;
import io.papertrader.codec.message.TradeRequest.PurchaseAsset;
import io.papertrader.codec.message.TradeRequest.SellAsset;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.worker.Asked;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies come in the order of their requests, and events never inside one (protocol 1). */
@QuarkusTest
class ReplyOrderTest extends LinkedWorker {
    private static final int PIPELINED = 10_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keepsTheOrderOfRequestsInWhateverOrderTheMasterAnswers(long seed) throws Exception {
        User user = newUser();
        master.hold(PurchaseAsset.class);
        ClientStandIn client = connect();
        for (int number = 1; number <= 50; number++) {
            client.send(new PurchaseAsset(user.session(), Samples.AAPL, Quantity.of(Integer.toString(number))));
        }
        List<Asked<PurchaseAsset>> asked = new ArrayList<>();
        for (int number = 1; number <= 50; number++) {
            asked.add(master.next(PurchaseAsset.class));
        }
        Collections.shuffle(asked, new Random(seed));

        asked.forEach(one -> one.answer(new PurchaseFail(
                FailCode.INSUFFICIENT_FUNDS, one.request().quantity().toString())));

        for (int number = 1; number <= 50; number++) {
            Failure reply = (Failure) client.reply(Instruction.PURCHASE_ASSET);
            assertThat(reply.reason()).as("seed %d", seed).isEqualTo(Integer.toString(number));
        }
    }

    @Test
    void holdsBackAnAnswerFromMemoryUntilTheOneBeforeItIsThere() throws Exception {
        master.hold(GetWorkers.class);
        ClientStandIn client = connectForData(newUser());

        client.send(new GetWorkers(), new GetAssetValueCurrent(Samples.AAPL));
        master.next(GetWorkers.class).answer(new WorkerList(List.of()));

        assertThat(client.reply(Instruction.GET_WORKERS)).isInstanceOf(WorkerList.class);
        assertThat(client.reply(Instruction.GET_ASSET_VALUE_CURRENT)).isInstanceOf(AssetValue.class);
    }

    @Test
    void answersThousandsOfRequestsThatCameInOneWrite() throws Exception {
        ClientStandIn client = connectForData(newUser());
        Buffer pair = MessageCodec.encode(new GetAssetValueCurrent(Samples.AAPL))
                .encode()
                .appendBuffer(MessageCodec.encode(new GetAssetValueCurrent(Samples.MSFT))
                        .encode());
        Buffer all = Buffer.buffer();
        IntStream.range(0, PIPELINED / 2).forEach(each -> all.appendBuffer(pair));

        CompletableFuture<Void> written = inBackground(() -> client.send(all));

        for (int number = 0; number < PIPELINED; number++) {
            AssetValue value = (AssetValue) client.reply(Instruction.GET_ASSET_VALUE_CURRENT);
            assertThat(value.symbol()).isEqualTo(number % 2 == 0 ? Samples.AAPL : Samples.MSFT);
        }
        written.join();
    }

    @Test
    void answersThousandsOfRequestsThatGoToTheMaster() throws Exception {
        User user = newUser();
        master.answer(
                SellAsset.class,
                request -> Instruction.SELL_ASSET.failure(
                        FailCode.INSUFFICIENT_HOLDINGS, request.quantity().toString()));
        ClientStandIn client = connect();
        Buffer all = Buffer.buffer();
        IntStream.rangeClosed(1, PIPELINED)
                .mapToObj(number -> new SellAsset(user.session(), Samples.AAPL, Quantity.of(Integer.toString(number))))
                .forEach(sale -> MessageCodec.encode(sale).appendTo(all));

        CompletableFuture<Void> written = inBackground(() -> client.send(all));

        for (int number = 1; number <= PIPELINED; number++) {
            Failure reply = (Failure) client.reply(Instruction.SELL_ASSET);
            assertThat(reply.reason()).isEqualTo(Integer.toString(number));
        }
        written.join();
    }

    @Test
    void asksTheMasterForNoMoreAtATimeThanMayBeInFlight() throws Exception {
        User user = newUser();
        master.hold(PurchaseAsset.class);
        ClientStandIn client = connectForData(user);
        client.ask(toCommand(user));
        Buffer all = Buffer.buffer();
        IntStream.range(0, 300)
                .forEach(each -> MessageCodec.encode(purchase(user)).appendTo(all));

        client.send(all);
        List<Asked<PurchaseAsset>> asked = new ArrayList<>();
        for (int number = 0; number < 256; number++) {
            asked.add(master.next(PurchaseAsset.class));
        }
        // Questions of another client come through, so an answer that is held back is held back by the first one's
        // bound.
        assertThat(connect().ask(toData(user))).isNotInstanceOf(Failure.class);
        int beyond = master.waiting(PurchaseAsset.class);

        assertThat(beyond).isZero();
        master.answer(PurchaseAsset.class, request -> Samples.purchased());
        asked.forEach(one -> one.answer(Samples.purchased()));
        for (int number = 0; number < 300; number++) {
            assertThat(client.reply(Instruction.PURCHASE_ASSET)).isEqualTo(Samples.purchased());
        }
    }

    private static PurchaseAsset purchase(User user) {
        return new PurchaseAsset(user.session(), Samples.AAPL, Quantity.of("1"));
    }

    @Test
    void putsNoEventBetweenThePacketsOfOneReply() throws Exception {
        User user = newUser();
        TransactionHistory history = Samples.history(100);
        master.hold(GetUserTransactionHistory.class);
        ClientStandIn client = connectForData(user);

        for (int round = 0; round < 5; round++) {
            client.send(new GetUserTransactionHistory(user.session(), user.name()));
            master.next(GetUserTransactionHistory.class).answerInSmallPackets(history, 3);
            for (int event = 0; event < 10; event++) {
                master.push(new AccountEvents(List.of(new Numbered(user.name(), 1, Samples.settled("replay")))));
            }
        }

        // The reader takes an event inside a reply for a fault.
        for (int round = 0; round < 5; round++) {
            assertThat(client.reply(Instruction.GET_USER_TRANSACTION_HISTORY)).isEqualTo(history);
        }
        for (int event = 0; event < 50; event++) {
            assertThat(client.event()).isNotNull();
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    /** A write that waits for the worker to read while the test reads what the worker answers. */
    private static CompletableFuture<Void> inBackground(Step step) {
        return CompletableFuture.runAsync(() -> {
            try {
                step.run();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }
}
