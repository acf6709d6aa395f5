package io.papertrader.cli.admin;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.Converters;
import io.papertrader.cli.command.Environment;
import io.papertrader.cli.command.ExitCode;
import io.papertrader.cli.session.Network;
import io.papertrader.cli.session.NetworkOptions;
import io.papertrader.client.connection.ConnectFault;
import io.papertrader.codec.tls.HostName;
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
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The master's admin interface: JSON over HTTP, each request with the token. */
@Singleton
final class Master {
    private static final int CONNECT_MILLIS = 5_000;
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int FIRST_REFUSAL = 300;
    private static final URI LOCAL = URI.create("http://127.0.0.1:9048");

    private final Vertx vertx;
    private final MasterOptions options;
    private final NetworkOptions network;
    private final Environment environment;
    private final Token token;

    Master(Vertx vertx, MasterOptions options, NetworkOptions network, Environment environment, Token token) {
        this.vertx = vertx;
        this.options = options;
        this.network = network;
        this.environment = environment;
        this.token = token;
    }

    private record Answer(int status, Buffer body) {}

    JsonArray list(String path) {
        return decode(send(HttpMethod.GET, path, Buffer.buffer()), JsonArray::new);
    }

    JsonObject get(String path) {
        return decode(send(HttpMethod.GET, path, Buffer.buffer()), JsonObject::new);
    }

    void post(String path) {
        send(HttpMethod.POST, path, Buffer.buffer());
    }

    JsonObject postForJson(String path) {
        return decode(send(HttpMethod.POST, path, Buffer.buffer()), JsonObject::new);
    }

    void post(String path, JsonObject body) {
        send(HttpMethod.POST, path, body.toBuffer());
    }

    /** Sends the body; gives the master's answer. */
    JsonObject send(String path, JsonObject body) {
        return decode(send(HttpMethod.POST, path, body.toBuffer()), JsonObject::new);
    }

    /** Sends the body; gives the list that the master answers. */
    JsonArray sendForList(String path, JsonObject body) {
        return decode(send(HttpMethod.POST, path, body.toBuffer()), JsonArray::new);
    }

    /** A file as it is, with the list that the master answers to it. */
    JsonArray sendForList(String path, String contentType, Buffer file) {
        return decode(send(HttpMethod.POST, path, contentType, file), JsonArray::new);
    }

    void delete(String path) {
        send(HttpMethod.DELETE, path, Buffer.buffer());
    }

    /** A part of a path, or a parameter's value. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Buffer send(HttpMethod method, String path, Buffer body) {
        return send(method, path, "application/json", body);
    }

    private Buffer send(HttpMethod method, String path, String contentType, Buffer body) {
        return exchange(
                method,
                path,
                SILENCE,
                request -> request.putHeader("Content-Type", contentType).send(body),
                HttpClientResponse::body);
    }

    /**
     * Asks the master for something.
     *
     * @param silence the time for which nothing may be heard of it
     * @param received the reading of an answer that is no refusal
     */
    Buffer exchange(
            HttpMethod method,
            String path,
            Duration silence,
            Function<HttpClientRequest, Future<HttpClientResponse>> sent,
            Function<HttpClientResponse, Future<Buffer>> received) {
        URI address = address();
        RequestOptions request = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(address + path)
                .setTimeout(silence.toMillis())
                .putHeader("Authorization", "Bearer " + token.read());
        Answer answer = Network.await(exchange(request, sent, received)
                .recover(cause ->
                        Future.failedFuture(cause instanceof CommandFailure ? cause : unreachable(address, cause))));
        if (answer.status() >= FIRST_REFUSAL) {
            throw refusal(answer);
        }
        return answer.body();
    }

    /** All of it on one event loop: elsewhere a short answer may be over before its body is asked for. */
    private Future<Answer> exchange(
            RequestOptions request,
            Function<HttpClientRequest, Future<HttpClientResponse>> sent,
            Function<HttpClientResponse, Future<Buffer>> received) {
        Promise<Answer> answer = Promise.promise();
        vertx.getOrCreateContext()
                .runOnContext(now -> exchangeHere(request, sent, received).onComplete(answer));
        return answer.future();
    }

    private Future<Answer> exchangeHere(
            RequestOptions request,
            Function<HttpClientRequest, Future<HttpClientResponse>> sent,
            Function<HttpClientResponse, Future<Buffer>> received) {
        HttpClientOptions connection = new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS);
        network.trust()
                .map(NetworkOptions::checked)
                .ifPresent(file -> connection.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        HttpClient http = vertx.createHttpClient(connection);
        return http.request(request)
                .compose(sent)
                .compose(
                        response -> (response.statusCode() < FIRST_REFUSAL ? received.apply(response) : response.body())
                                .map(content -> new Answer(response.statusCode(), content)))
                .eventually(() -> http.close());
    }

    private URI address() {
        URI address = options.master
                .or(() -> environment.variable("PAPERTRADER_MASTER_HTTP", Converters::uri))
                .orElse(LOCAL);
        refuseClearText(address);
        return URI.create(address.toString().replaceAll("/+$", ""));
    }

    /** The token would be anybody's on the way. */
    private void refuseClearText(URI address) {
        boolean isEncrypted = "https".equalsIgnoreCase(address.getScheme());
        boolean isHere = Optional.ofNullable(address.getHost())
                .map(host -> host.replaceAll("[\\[\\]]", ""))
                .filter(HostName::isLoopback)
                .isPresent();
        if (!isEncrypted && !isHere && !network.isClearText()) {
            throw CommandFailure.usage(
                    address + " would be sent the token in the clear: write https://, or add --clear-text"
                            + " where something else encrypts.");
        }
    }

    private static CommandFailure unreachable(URI address, Throwable cause) {
        return new CommandFailure(
                ExitCode.UNREACHABLE,
                "UNAVAILABLE",
                "The master does not answer at " + address + ": " + ConnectFault.reason(cause) + ".");
    }

    private static CommandFailure refusal(Answer answer) {
        String code =
                switch (answer.status()) {
                    case 400 -> "BAD_ARGUMENT";
                    case 401, 403 -> "REFUSED";
                    case 404 -> "NOT_FOUND";
                    case 409 -> "CONFLICT";
                    case 507 -> "NO_ROOM";
                    default -> "UNAVAILABLE";
                };
        boolean isAway = "UNAVAILABLE".equals(code);
        return new CommandFailure(isAway ? ExitCode.UNREACHABLE : ExitCode.REFUSED, code, sentence(answer));
    }

    private static String sentence(Answer answer) {
        String status = "The master answered with status " + answer.status() + ".";
        try {
            return answer.body().toJsonObject().getString("error", status);
        } catch (DecodeException | ClassCastException noJson) {
            return status;
        }
    }

    private static <T> T decode(Buffer body, Function<Buffer, T> decoder) {
        try {
            return decoder.apply(body);
        } catch (DecodeException | ClassCastException e) {
            throw new CommandFailure(
                    ExitCode.INTERNAL, "MALFORMED", "The master's answer is not the JSON it should be.");
        }
    }
}
