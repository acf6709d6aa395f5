package io.papertrader.client.identity;

import io.papertrader.client.identity.ThirdPartyException.Kind;
import io.papertrader.codec.message.ProviderName;
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
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks a third party by forms, and reads its JSON: bounded in bytes and time. */
final class FormClient {
    private static final int MOST_BYTES = 131_072;
    private static final int LIMIT_MILLIS = 10_000;

    private final ProviderName provider;
    private final HttpClient http;

    FormClient(Vertx vertx, ProviderName provider, Optional<Path> trust) {
        HttpClientOptions options =
                new HttpClientOptions().setConnectTimeout(LIMIT_MILLIS).setKeepAlive(false);
        trust.ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        this.provider = provider;
        this.http = vertx.createHttpClient(options);
    }

    /** An answer, also one that refuses: OAuth says why in the same form. */
    record Answer(int status, JsonObject json) {
        boolean isDone() {
            return status == 200;
        }

        String text(String name) {
            return json.getValue(name) instanceof String text ? text : "";
        }

        int seconds(String name, int otherwise) {
            return json.getValue(name) instanceof Number number && number.longValue() > 0
                    ? (int) Math.min(number.longValue(), 86_400)
                    : otherwise;
        }
    }

    Future<Answer> get(URI address) {
        return send(HttpMethod.GET, address, Buffer.buffer());
    }

    Future<Answer> post(URI address, Map<String, String> form) {
        return send(HttpMethod.POST, address, Buffer.buffer(encoded(form)));
    }

    /** The form encoded as a query, and as a form that is posted. */
    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Future<Answer> send(HttpMethod method, URI address, Buffer body) {
        RequestOptions request = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(address.toString())
                .setTimeout(LIMIT_MILLIS)
                .putHeader("Accept", "application/json")
                .putHeader("Content-Type", "application/x-www-form-urlencoded");
        return http.request(request)
                .compose(open -> send(open, body))
                .recover(failure -> Future.failedFuture(
                        failure instanceof ThirdPartyException known ? known : unreachable(address)));
    }

    /** The reader listens before the question is sent: a short answer may be over in a moment. */
    private Future<Answer> send(HttpClientRequest request, Buffer body) {
        Future<Answer> answer = request.response().compose(response -> read(request, response));
        request.end(body);
        return answer;
    }

    private ThirdPartyException unreachable(URI address) {
        return new ThirdPartyException(
                Kind.UNREACHABLE, provider + " cannot be reached at " + address.getAuthority() + "; try again later.");
    }

    private Future<Answer> read(HttpClientRequest request, HttpClientResponse response) {
        Promise<Answer> answer = Promise.promise();
        Buffer text = Buffer.buffer();
        response.handler(part -> {
            if (text.length() + part.length() > MOST_BYTES) {
                answer.tryFail(unsuitable("its answer is too long"));
                request.reset();
            } else {
                text.appendBuffer(part);
            }
        });
        response.exceptionHandler(answer::tryFail);
        response.endHandler(end -> {
            try {
                answer.tryComplete(new Answer(response.statusCode(), new JsonObject(text)));
            } catch (RuntimeException noJson) {
                answer.tryFail(unsuitable("it answered with status " + response.statusCode()));
            }
        });
        return answer.future();
    }

    /** The third party does not do what it should. */
    ThirdPartyException unsuitable(String why) {
        return new ThirdPartyException(
                Kind.UNSUITABLE, "Nobody can be logged in with " + provider + " now: " + why + ".");
    }

    /** The third party refuses by a code of OAuth's. */
    ThirdPartyException refused(Answer answer) {
        return refused(answer.text("error"), answer.text("error_description"));
    }

    ThirdPartyException refused(String error, String description) {
        if (error.equals("access_denied")) {
            return new ThirdPartyException(Kind.DENIED, "The login with " + provider + " was refused there.");
        }
        String why = plain(description.isBlank() ? error : description);
        return unsuitable(why.isEmpty() ? "it does not say why" : "it says \"" + why + "\"");
    }

    /** Words of a stranger: what would steer a terminal is left out. */
    private static String plain(String text) {
        return text.codePoints()
                .filter(point -> !Character.isISOControl(point) && Character.getType(point) != Character.FORMAT)
                .limit(200)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replaceFirst("\\.$", "");
    }

    void close() {
        http.close();
    }
}
