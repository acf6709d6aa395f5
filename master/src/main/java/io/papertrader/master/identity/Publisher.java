package io.papertrader.master.identity;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Fetches what third parties publish: bounded in bytes and in time, from where it was asked for and from nowhere else.
 */
final class Publisher {
    private static final int MOST_BYTES = 262_144;
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final HttpClient usual;
    private final Optional<TrustFile> trust;

    /**
     * Of one third party.
     *
     * @param trust the certificates that are trusted, for the very host that is asked; none for those that the system
     *     trusts
     */
    Publisher(Vertx vertx, Optional<Path> trust) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) LIMIT.toMillis())
                .setKeepAlive(false)
                .setMaxPoolSize(4);
        this.usual = vertx.createHttpClient(options);
        this.trust = trust.map(file -> new TrustFile(vertx, file, options));
    }

    /** The document at an address, as text. */
    Uni<String> fetch(WebAddress address) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(address.uri().toString())
                .putHeader("Accept", "application/json");
        return Uni.createFrom()
                .completionStage(() -> client().compose(http -> http.request(request))
                        .compose(this::send)
                        .toCompletionStage())
                .ifNoItem()
                .after(LIMIT)
                .failWith(() -> new IOException("no answer within " + LIMIT.toSeconds() + " s"));
    }

    private Future<HttpClient> client() {
        return trust.map(TrustFile::client).orElseGet(() -> Future.succeededFuture(usual));
    }

    /** The reader listens before the question is sent: a short answer may be over in a moment. */
    private Future<String> send(HttpClientRequest request) {
        Future<String> answer = request.response()
                .compose(response -> response.statusCode() == OK
                        ? body(request, response)
                        : Future.failedFuture(new IOException("answered with status " + response.statusCode())));
        request.end();
        return answer;
    }

    private static Future<String> body(HttpClientRequest request, HttpClientResponse response) {
        Promise<String> text = Promise.promise();
        Buffer read = Buffer.buffer();
        response.handler(part -> {
            if (read.length() + part.length() > MOST_BYTES) {
                text.tryFail(new IOException("answered with more than " + MOST_BYTES + " bytes"));
                request.reset();
            } else {
                read.appendBuffer(part);
            }
        });
        response.exceptionHandler(text::tryFail);
        response.endHandler(end -> text.tryComplete(read.toString()));
        return text.future();
    }
}
