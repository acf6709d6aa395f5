package io.papertrader.master.live;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The way to one provider: bounded in bytes, time and calls. A provider that asks to be left alone is left alone; each
 * call is counted before it is made.
 */
public final class Web {
    private static final int MOST_BYTES = 8_388_608;
    private static final int OK = 200;
    private static final Set<Integer> TOO_MANY = Set.of(418, 429);
    private static final int UNAVAILABLE = 503;
    private static final int FIRST_SERVER_ERROR = 500;

    /** The likely reasons of a status, for the operator. */
    private static final Map<Integer, String> LIKELY = Map.of(
            401, ": is its key right?",
            403, ": is its key right, and does it allow this?",
            451, ": it may not serve this country");

    private static final Duration USUAL_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    private final HttpClient http;
    private final URI base;
    private final Map<String, String> headers;
    private final Shield shield;
    private final CallBudget budget;
    private final Duration limit;
    private final InstantSource time;
    private volatile Instant notBefore = Instant.MIN;

    Web(Place place, Map<String, String> headers, HttpClient http, Shield shield, InstantSource time) {
        this.http = http;
        this.base = place.base();
        this.headers = Map.copyOf(headers);
        this.shield = shield;
        this.budget = place.budget();
        this.limit = place.limit();
        this.time = time;
    }

    /** The place of a provider's programs, the calls that it may get, and the longest time that an answer may take. */
    record Place(URI base, CallBudget budget, Duration limit) {}

    /** The calls within the last hour. */
    int used() {
        return budget.used(time.instant());
    }

    /** The calls that it may get within an hour. */
    int budget() {
        return budget.limit();
    }

    /** True where less than a part of the calls is used, as one (of two) or three (of four). */
    boolean usesLessThan(int part, int of) {
        return (long) of * used() < (long) part * budget();
    }

    /** The answer to a GET of this path and query. */
    Uni<WebAnswer> get(String target) {
        return shield.around(() -> once(target));
    }

    private Uni<WebAnswer> once(String target) {
        Instant now = time.instant();
        if (now.isBefore(notBefore)) {
            return failed(new ProviderFault.Pausing("it asked not to be asked", notBefore));
        }
        if (!budget.take(now)) {
            return failed(new ProviderFault.Pausing(
                    "its budget of " + budget.limit() + " calls an hour is used up", budget.nextAt(now)));
        }
        return Uni.createFrom()
                .<WebAnswer>emitter(answer -> {
                    Call call = new Call();
                    answer.onTermination(call::end);
                    http.request(options(target))
                            .compose(request -> call.send(request, response -> read(request, response)))
                            .onComplete(ended -> call.isAnswered())
                            .onSuccess(answer::complete)
                            .onFailure(failure -> answer.fail(named(failure)));
                })
                .ifNoItem()
                .after(limit)
                .failWith(() -> new ProviderFault("did not answer within " + limit.toMillis() + " ms"));
    }

    /** A call that can be given up at any time. */
    private static final class Call {
        private Optional<HttpClientRequest> sent = Optional.empty();
        private boolean isOver;

        /** The reader listens before the question is sent: a short answer may be over in a moment. */
        private synchronized Future<WebAnswer> send(
                HttpClientRequest request, Function<HttpClientResponse, Future<WebAnswer>> reader) {
            sent = Optional.of(request);
            if (isOver) {
                request.reset();
            }
            Future<WebAnswer> answer = request.response().compose(reader);
            request.end();
            return answer;
        }

        private synchronized void isAnswered() {
            sent = Optional.empty();
        }

        private synchronized void end() {
            isOver = true;
            sent.ifPresent(HttpClientRequest::reset);
        }
    }

    private static <T> Uni<T> failed(ProviderFault fault) {
        return Uni.createFrom().failure(fault);
    }

    private static Throwable named(Throwable failure) {
        return failure instanceof ProviderFault
                ? failure
                : new ProviderFault("cannot be reached: " + failure.getMessage());
    }

    private RequestOptions options(String target) {
        RequestOptions options = new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(base + target);
        headers.forEach(options::putHeader);
        return options.putHeader(HttpHeaders.USER_AGENT, "PaperTrader");
    }

    /** The answer is read to its end whatever its status, so that the connection is left as the next call needs it. */
    private Future<WebAnswer> read(HttpClientRequest request, HttpClientResponse response) {
        Optional<ProviderFault> refusal = refusal(response);
        Future<WebAnswer> answer = body(request, response);
        return refusal.isPresent() ? answer.transform(read -> Future.failedFuture(refusal.get())) : answer;
    }

    private Optional<ProviderFault> refusal(HttpClientResponse response) {
        int status = response.statusCode();
        Optional<String> retryAfter = Optional.ofNullable(response.getHeader("Retry-After"));
        boolean isPausing = status == UNAVAILABLE && retryAfter.isPresent();
        if (isPausing || TOO_MANY.contains(status)) {
            return Optional.of(pause(status, retryAfter));
        }
        if (status == OK) {
            return Optional.empty();
        }
        String reason = "answered with status " + status + LIKELY.getOrDefault(status, "");
        return Optional.of(
                status >= FIRST_SERVER_ERROR ? new ProviderFault(reason) : new ProviderFault.Lasting(reason));
    }

    private ProviderFault pause(int status, Optional<String> retryAfter) {
        Instant now = time.instant();
        Duration pause = retryAfter.flatMap(text -> pause(text, now)).orElse(USUAL_PAUSE);
        Instant until = now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        notBefore = until;
        return new ProviderFault.Pausing("answered with status " + status, until);
    }

    /** Seconds, or a date (RFC 9110, section 10.2.3). */
    private static Optional<Duration> pause(String retryAfter, Instant now) {
        try {
            return Optional.of(
                    retryAfter.matches("\\d{1,9}")
                            ? Duration.ofSeconds(Long.parseLong(retryAfter))
                            : Duration.between(now, date(retryAfter)));
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }

    private static Instant date(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }

    private Future<WebAnswer> body(HttpClientRequest request, HttpClientResponse response) {
        Promise<WebAnswer> answer = Promise.promise();
        Buffer read = Buffer.buffer();
        response.handler(part -> {
            if (read.length() + part.length() > MOST_BYTES) {
                answer.tryFail(new ProviderFault.Lasting("answered with more than " + MOST_BYTES + " bytes"));
                request.reset();
            } else {
                read.appendBuffer(part);
            }
        });
        response.exceptionHandler(answer::tryFail);
        response.endHandler(end -> answer.tryComplete(new WebAnswer(
                Optional.ofNullable(response.getHeader(HttpHeaders.CONTENT_TYPE))
                        .orElse(""),
                read.toString(),
                given(response))));
        return answer.future();
    }

    /** An answer that lay in between says so by its date. */
    private Instant given(HttpClientResponse response) {
        try {
            return Optional.ofNullable(response.getHeader(HttpHeaders.DATE))
                    .map(Web::date)
                    .orElseGet(time::instant);
        } catch (DateTimeException noDate) {
            return time.instant();
        }
    }
}
