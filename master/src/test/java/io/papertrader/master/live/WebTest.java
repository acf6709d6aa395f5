package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.master.live.ProviderFault.Lasting;
import io.papertrader.master.live.ProviderFault.Pausing;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebTest {
    private StandIn provider;
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private Web web;

    @BeforeEach
    void start() {
        provider = new StandIn();
        web = provider.web(100, () -> now);
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void readsAnAnswerWithoutRounding() {
        provider.page(
                "/a",
                response -> StandIn.send(
                        response,
                        200,
                        "application/json",
                        "{\"price\": 0.1}",
                        "Date",
                        "Wed, 31 Dec 2025 23:00:00 GMT"));

        WebAnswer answer = get("/a");

        assertThat(answer.json().path("price").decimalValue()).isEqualByComparingTo("0.1");
    }

    @Test
    void refusesAPageOfHtmlThatCallsItselfAnAnswer() {
        provider.page(
                "/html",
                response ->
                        StandIn.send(response, 200, "text/html", "<!DOCTYPE html>\n<title>One moment please</title>"));
        provider.page("/lie", response -> StandIn.send(response, 200, "application/json", "<html>One moment</html>"));

        assertThatThrownBy(() -> get("/html").json())
                .isInstanceOf(Lasting.class)
                .hasMessage(
                        "answered text/html that begins with \"<!DOCTYPE html> <title>One moment please\" where JSON"
                                + " was asked for");
        assertThatThrownBy(() -> get("/lie").json()).isInstanceOf(Lasting.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"price\": \"1", "[1, 2", "{} {}"})
    void refusesHalfAnAnswer(String half) {
        provider.json("/half", half);

        assertThatThrownBy(() -> get("/half").json()).hasMessage("answered JSON that is broken or cut off");
    }

    @Test
    void doesNotWaitForOneThatHangsOrDrips() {
        provider.page("/hangs", response -> {});
        provider.page(
                "/drips",
                response -> response.putHeader("Content-Type", "application/json")
                        .putHeader("Content-Length", "1000")
                        .write("{"));

        web = provider.web(100, Duration.ofMillis(300), () -> now);
        assertThatThrownBy(() -> get("/hangs")).hasMessage("did not answer within 300 ms");
        assertThatThrownBy(() -> get("/drips")).hasMessage("did not answer within 300 ms");
    }

    @Test
    void leavesAProviderAloneForAsLongAsItAsks() {
        provider.page("/busy", response -> StandIn.send(response, 429, "application/json", "{}", "Retry-After", "120"));

        assertThatThrownBy(() -> get("/busy"))
                .isInstanceOf(Pausing.class)
                .hasMessage("answered with status 429; it is asked again from 2026-01-01T12:02:00Z on");
        now = now.plusSeconds(119);
        assertThatThrownBy(() -> get("/busy")).isInstanceOf(Pausing.class);
        assertThat(provider.asked()).hasSize(1);

        now = now.plusSeconds(1);
        assertThatThrownBy(() -> get("/busy")).isInstanceOf(Pausing.class);
        assertThat(provider.asked()).hasSize(2);
    }

    @Test
    void readsARefusalToItsEndAndKeepsTheConnection() {
        provider.page("/slow", response -> {
            response.setStatusCode(500).setChunked(true).write("{");
            provider.later(() -> response.end("}"));
        });
        provider.json("/good", "{}");

        assertThatThrownBy(() -> get("/slow")).hasMessage("answered with status 500");
        get("/good");

        assertThat(provider.closed()).isZero();
    }

    @Test
    void readsADateToWaitFor() {
        provider.page(
                "/busy",
                response -> StandIn.send(
                        response,
                        503,
                        "text/plain",
                        "",
                        "Retry-After",
                        StandIn.httpDate(now.plus(Duration.ofMinutes(10)))));

        assertThatThrownBy(() -> get("/busy")).hasMessageContaining("from 2026-01-01T12:10:00Z on");
    }

    @Test
    void waitsAMinuteWhereItIsNotSaidForHowLong() {
        provider.page("/busy", response -> StandIn.send(response, 429, "text/plain", "", "Retry-After", "soon"));

        assertThatThrownBy(() -> get("/busy")).hasMessageContaining("from 2026-01-01T12:01:00Z on");
    }

    @Test
    void asksNoMoreThanItsBudget() {
        Web poor = provider.json("/a", "{}").web(1, () -> now);
        poor.get("/a").await().indefinitely();

        assertThatThrownBy(() -> poor.get("/a").await().indefinitely())
                .hasMessage("its budget of 1 calls an hour is used up; it is asked again from"
                        + " 2026-01-01T13:00:00Z on");
        assertThat(poor.used()).isEqualTo(1);
    }

    @Test
    void saysWhichStatusItWas() {
        provider.page("/down", response -> StandIn.send(response, 500, "text/plain", "sorry"));

        assertThatThrownBy(() -> get("/down")).isNotInstanceOf(Lasting.class).hasMessage("answered with status 500");
        assertThatThrownBy(() -> get("/nowhere")).isInstanceOf(Lasting.class).hasMessage("answered with status 404");
    }

    @Test
    void saysThatItCannotBeReached() {
        provider.stopListening();

        assertThatThrownBy(() -> get("/a")).hasMessageStartingWith("cannot be reached: ");
    }

    private WebAnswer get(String target) {
        return web.get(target).await().indefinitely();
    }

    @Test
    void saysWhatARefusalLikelyMeans() {
        provider.page("/key", response -> StandIn.send(response, 401, "application/json", "{}"));

        assertThatThrownBy(() -> get("/key"))
                .isInstanceOf(Lasting.class)
                .hasMessage("answered with status 401: is its key right?");
    }
}
