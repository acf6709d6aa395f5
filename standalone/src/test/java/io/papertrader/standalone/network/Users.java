package io.papertrader.standalone.network;

import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.client.connection.RefusedException;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.TradeReply.PurchaseSuccess;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;

/** Users of the tests, by the library. */
final class Users {
    private static final long SECONDS = 60;

    private Users() {}

    /** The same stand-in for a password everywhere; deriving a real one takes a while and is the library's business. */
    static final HashedPass PASS = new HashedPass("A".repeat(43));

    /** Registers and logs in. */
    static UserName join(PaperTraderClient client, String name) throws Exception {
        UserName userName = new UserName(name);
        get(client.register(userName, new Email(name + "@example.org"), PASS));
        get(client.login(userName, PASS, false));
        return userName;
    }

    /**
     * Buys as soon as the master has a value that is fresh enough; a master that has just come back may have none yet.
     */
    static PurchaseSuccess purchase(PaperTraderClient client, AssetSymbol symbol, Quantity quantity) {
        return Awaitility.await("a fresh value of " + symbol)
                .atMost(SECONDS, TimeUnit.SECONDS)
                .until(() -> tryPurchase(client, symbol, quantity), Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<PurchaseSuccess> tryPurchase(
            PaperTraderClient client, AssetSymbol symbol, Quantity quantity) throws Exception {
        try {
            return Optional.of(get(client.purchase(symbol, quantity)));
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RefusedException refused && refused.code() == FailCode.MARKET_DATA_STALE) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    static <T> T get(Future<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    }

    /** The failure of a future. */
    static Throwable failure(Future<?> future) throws InterruptedException, TimeoutException {
        try {
            throw new AssertionError("succeeded with " + get(future));
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }
}
