package io.papertrader.worker.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.worker.Await;
import io.papertrader.worker.LinkedWorker;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HealthTest extends LinkedWorker {
    private static Response get(String probe) {
        return RestAssured.get("/q/health/" + probe);
    }

    @Test
    void isReadyWhenItListensIsLinkedAndHasTheValues() throws Exception {
        connect().ask(new GetWorkers());

        Response ready = get("ready");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.<Boolean>path("checks[0].data.listening")).isTrue();
        assertThat(ready.<Boolean>path("checks[0].data.link")).isTrue();
        assertThat(ready.<Boolean>path("checks[0].data.valuesWarm")).isTrue();
        assertThat(ready.<Integer>path("checks[0].data.clients")).isEqualTo(1);
        assertThat(get("started").statusCode()).isEqualTo(200);
        assertThat(get("live").statusCode()).isEqualTo(200);
    }

    @Test
    void isStartedAndLiveButNotReadyWhileThereIsNoLink() throws Exception {
        master.leave();
        Await.until(() -> !relay.isUp());

        Response ready = get("ready");
        Response started = get("started");
        Response live = get("live");
        master.comeBack();

        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.<Boolean>path("checks[0].data.link")).isFalse();
        assertThat(started.statusCode()).isEqualTo(200);
        assertThat(live.statusCode()).isEqualTo(200);
        Await.until(() -> get("ready").statusCode() == 200);
    }
}
