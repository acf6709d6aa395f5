package io.papertrader.standalone.network;

import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.UserName;
import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Users of the tests, by the library. */
final class Users {
    private static final long SECONDS = 30;

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

    static <T> T get(Future<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    }

    /** What a future failed with. */
    static Throwable failure(Future<?> future) throws InterruptedException, TimeoutException {
        try {
            throw new AssertionError("succeeded with " + get(future));
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }
}
