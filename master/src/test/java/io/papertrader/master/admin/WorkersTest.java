package io.papertrader.master.admin;

import static io.papertrader.master.admin.Operator.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkKeys;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.Transaction;
import io.papertrader.master.Await;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.server.Fleet;
import io.papertrader.master.server.LinkedWorker;
import io.papertrader.master.update.Updates;
import io.papertrader.master.workers.ConnectedWorkers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class WorkersTest {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final UUID UNKNOWN = new UUID(404, 404);

    @Inject
    Operator operator;

    @Inject
    Fleet fleet;

    @Inject
    Desk desk;

    @Inject
    ConnectedWorkers connected;

    @Inject
    Updates updates;

    private LinkKeys keys;
    private Map<String, Object> registration;
    private UUID uuid;

    @BeforeEach
    void write() throws LinkFault {
        int number = NUMBERS.incrementAndGet();
        uuid = new UUID(55, number);
        keys = LinkKeys.generate("test", new SecureRandom(), desk.now());
        registration = new HashMap<>(Map.of(
                "uuid",
                uuid.toString(),
                "name",
                "admin-" + number,
                "publicKey",
                keys.publicKey().armored(),
                "allowed",
                List.of("192.0.2.7", "2001:db8::/32"),
                "publicAddress",
                "admin-" + number + ".example.org:2049"));
    }

    @AfterEach
    void remove() throws Exception {
        operator.asks().delete("/admin/workers/" + uuid);
        fleet.dismiss();
    }

    @Test
    void registersWorkerAndShowsIt() throws Exception {
        Instant before = desk.now();

        Response response = operator.sends(registration).post("/admin/workers");

        assertThat(response.statusCode()).isEqualTo(201);
        JsonPath shown = operator.asks().get("/admin/workers/" + uuid).jsonPath();
        assertThat(shown.getString("uuid")).isEqualTo(uuid.toString());
        assertThat(shown.getString("name")).isEqualTo(registration.get("name"));
        assertThat(shown.getString("fingerprint")).isEqualTo(keys.publicKey().fingerprint());
        assertThat(shown.getString("publicKey")).isEqualTo(keys.publicKey().armored());
        assertThat(shown.getList("allowed")).isEqualTo(registration.get("allowed"));
        assertThat(shown.getString("publicAddress")).isEqualTo(registration.get("publicAddress"));
        assertThat(shown.getBoolean("enabled")).isTrue();
        assertThat(shown.getBoolean("connected")).isFalse();
        assertThat(Instant.parse(shown.getString("registeredAt"))).isBetween(before, desk.now());
        assertThat(shown.getString("status")).isNull();
        assertThat(names()).contains((String) registration.get("name"));
        assertThat(response.jsonPath().getMap("")).isEqualTo(shown.getMap(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "publicKey", "allowed", "publicAddress", "uuid"})
    void refusesRegistrationWithoutAField(String field) throws Exception {
        registration.remove(field);

        assertError(operator.sends(registration).post("/admin/workers"), 400, field);
        assertThat(isRegistered()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "name, two words, name",
        "name, '', name",
        "name, name-of-more-than-63-characters-name-of-more-than-63-characters-x, name",
        "publicKey, nonsense, OpenPGP",
        "publicKey, '', OpenPGP",
        "publicAddress, no-port.example.org, host:port",
        "publicAddress, host:70000, port",
        "uuid, no-uuid, JSON",
    })
    void refusesBadText(String field, String text, String words) throws Exception {
        registration.put(field, text);

        assertError(operator.sends(registration).post("/admin/workers"), 400, words);
        assertThat(isRegistered()).isFalse();
    }

    @Test
    void refusesSecretKeyWhereThePublicOneIsWanted() throws Exception {
        registration.put("publicKey", keys.secretArmored());

        Response response = operator.sends(registration).post("/admin/workers");

        assertError(response, 400, "secret key");
        assertThat(response.asString()).doesNotContain("BEGIN PGP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "worker.example.org",
                "192.0.2.0/33",
                "192.0.2.0/",
                "192.0.2.0/x",
                "192.0.2.0/-1",
                "2001:db8::/129",
                "192.0.2.256",
                "10.1/16",
                "010.1.2.3",
                "10",
                "",
                " ",
                "*"
            })
    void refusesBadAddressRange(String range) throws Exception {
        registration.put("allowed", List.of("192.0.2.7", range));

        assertError(operator.sends(registration).post("/admin/workers"), 400, "allowed");
        assertThat(isRegistered()).isFalse();
    }

    @Test
    void refusesEmptyListOfAddressRanges() throws Exception {
        registration.put("allowed", List.of());

        assertError(operator.sends(registration).post("/admin/workers"), 400, "allowed");
    }

    @Test
    void refusesNothingWhereAnAddressRangeIsDue() throws Exception {
        registration.put("allowed", Collections.singletonList(null));

        assertError(operator.sends(registration).post("/admin/workers"), 400, "allowed");
    }

    @Test
    void refusesUuidThatIsRegistered() throws Exception {
        operator.sends(registration).post("/admin/workers");
        registration.put("name", "other-" + uuid);

        assertError(operator.sends(registration).post("/admin/workers"), 409, "uuid");
    }

    @Test
    void refusesNameOfAnotherWorker() throws Exception {
        operator.sends(registration).post("/admin/workers");
        registration.put("uuid", UNKNOWN.toString());

        assertError(operator.sends(registration).post("/admin/workers"), 409, "name");
        assertError(operator.asks().get("/admin/workers/" + UNKNOWN), 404, "uuid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"text\"", "{\"uuid\": 5}", "{\"allowed\": \"127.0.0.1\"}", "null", ""})
    void refusesJsonThatIsNoRegistration(String json) throws Exception {
        assertError(operator.sends(json).post("/admin/workers"), 400, "");
    }

    @Test
    void refusesBodyThatIsNoJson() throws Exception {
        Response response =
                operator.asks().contentType("text/plain").body("hello").post("/admin/workers");

        assertError(response, 415, "");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ''",
        "GET, /stamps",
        "PUT, ''",
        "DELETE, ''",
        "POST, /enable",
        "POST, /disable",
        "POST, /boot",
    })
    void saysThatAnUnknownUuidIsUnknown(String method, String path) throws Exception {
        Response response = operator.sends(registration).request(method, "/admin/workers/" + UNKNOWN + path);

        assertError(response, 404, "No worker has this uuid");
    }

    @Test
    void saysThatTextWhichIsNoUuidNamesNothing() throws Exception {
        assertError(operator.asks().get("/admin/workers/no-uuid"), 404, "");
    }

    @Test
    void changesRegistration() throws Exception {
        operator.sends(registration).post("/admin/workers");
        String registeredAt = show().getString("registeredAt");
        registration.put("name", "renamed-" + uuid);
        registration.put("allowed", List.of("198.51.100.0/24"));

        Response response = operator.sends(registration).put("/admin/workers/" + uuid);

        assertThat(response.statusCode()).isEqualTo(200);
        JsonPath shown = show();
        assertThat(shown.getString("name")).isEqualTo("renamed-" + uuid);
        assertThat(shown.getList("allowed")).isEqualTo(List.of("198.51.100.0/24"));
        assertThat(shown.getString("registeredAt")).isEqualTo(registeredAt);
        assertThat(shown.getBoolean("enabled")).isTrue();
    }

    @Test
    void refusesBadChangeAndKeepsWhatWas() throws Exception {
        operator.sends(registration).post("/admin/workers");
        Map<String, Object> before = show().getMap("");
        registration.put("publicKey", "nonsense");

        assertError(operator.sends(registration).put("/admin/workers/" + uuid), 400, "OpenPGP");
        assertError(operator.sends("").put("/admin/workers/" + uuid), 400, "");

        assertThat(show().getMap("")).isEqualTo(before);
    }

    @Test
    void disablesAndEnablesWorker() throws Exception {
        Fleet.Member member = fleet.enroll();
        fleet.link(member);
        String path = "/admin/workers/" + member.uuid();

        assertThat(operator.asks().post(path + "/disable").statusCode()).isEqualTo(204);

        assertThat(operator.asks().get(path).jsonPath().getBoolean("enabled")).isFalse();
        Await.until(() -> connected.of(member.uuid()).isEmpty());
        assertThat(operator.asks().post(path + "/enable").statusCode()).isEqualTo(204);
        assertThat(operator.asks().get(path).jsonPath().getBoolean("enabled")).isTrue();
        fleet.link(member);
    }

    @Test
    void keepsDisabledWorkerDisabledWhenItIsChanged() throws Exception {
        operator.sends(registration).post("/admin/workers");
        operator.asks().post("/admin/workers/" + uuid + "/disable");

        operator.sends(registration).put("/admin/workers/" + uuid);

        assertThat(show().getBoolean("enabled")).isFalse();
    }

    @Test
    void bootsOffWorker() throws Exception {
        Fleet.Member member = fleet.enroll();
        fleet.link(member);

        Response response = operator.asks().post("/admin/workers/" + member.uuid() + "/boot");

        assertThat(response.statusCode()).isEqualTo(204);
        Await.until(() -> connected.of(member.uuid()).isEmpty());
    }

    @Test
    void removesWorker() throws Exception {
        operator.sends(registration).post("/admin/workers");

        assertThat(operator.asks().delete("/admin/workers/" + uuid).statusCode())
                .isEqualTo(204);

        assertThat(isRegistered()).isFalse();
        assertError(operator.asks().delete("/admin/workers/" + uuid), 404, "uuid");
    }

    @Test
    void showsFiguresThatTheWorkerAnswers() throws Exception {
        Fleet.Member member = fleet.enroll();
        fleet.linkThatTellsItsStatus(member);

        JsonPath shown = operator.asks().get("/admin/workers/" + member.uuid()).jsonPath();

        assertThat(shown.getBoolean("connected")).isTrue();
        assertThat(shown.getString("connectedSince")).isNotNull();
        assertThat(shown.getString("remoteAddress")).startsWith("127.0.0.1:");
        assertThat(shown.getString("status.version")).isEqualTo("9.9");
        assertThat(shown.getLong("status.clients")).isEqualTo(1);
        assertThat(shown.getLong("status.sessions")).isEqualTo(2);
        assertThat(shown.getLong("status.cachedSeries")).isEqualTo(3);
        assertThat(shown.getLong("status.requests")).isEqualTo(4);
        assertThat(shown.getLong("status.logEntries")).isEqualTo(5);
    }

    @Test
    void showsWorkerThatDoesNotAnswerWithoutFigures() throws Exception {
        Fleet.Member member = fleet.enroll();
        fleet.link(member);

        JsonPath shown = operator.asks().get("/admin/workers/" + member.uuid()).jsonPath();

        assertThat(shown.getBoolean("connected")).isTrue();
        assertThat(shown.getString("status")).isNull();
    }

    @Test
    void showsOrdersWhoseTimestampsWereReplaced() throws Exception {
        updates.next();
        Fleet.Member member = fleet.enroll();
        LinkedWorker worker = fleet.link(member);
        Trader trader = desk.newTrader();
        Instant believed = desk.now().minusSeconds(3).truncatedTo(ChronoUnit.MILLIS);
        Instant early = believed.minus(Duration.ofDays(300));
        worker.ask(stamped(worker.record(trader.purchase("AAPL", "1")), believed));
        worker.ask(stamped(worker.record(trader.purchase("AAPL", "2")), early));

        JsonPath shown = operator.asks()
                .get("/admin/workers/" + member.uuid() + "/stamps")
                .jsonPath();

        Transaction marked = trader.history().getFirst();
        assertThat(shown.getList("")).hasSize(1);
        assertThat(shown.getString("[0].order"))
                .isEqualTo(marked.owned().orElseThrow().transactionId().toString());
        assertThat(shown.getString("[0].username")).isEqualTo(trader.userName().value());
        assertThat(Instant.parse(shown.getString("[0].workersTime"))).isEqualTo(early);
        assertThat(Instant.parse(shown.getString("[0].placedAt"))).isEqualTo(marked.placedAt());
        updates.next();
        assertThat(operator.asks()
                        .get("/admin/workers/" + member.uuid() + "/stamps")
                        .jsonPath()
                        .getMap("[0]"))
                .isEqualTo(shown.getMap("[0]"));
    }

    private static LinkRecord stamped(LinkRecord record, Instant stamp) {
        return new LinkRecord(record.correlation(), record.worker(), stamp, record.client(), record.frame());
    }

    private JsonPath show() throws Exception {
        return operator.asks().get("/admin/workers/" + uuid).jsonPath();
    }

    private boolean isRegistered() throws Exception {
        return operator.asks().get("/admin/workers/" + uuid).statusCode() == 200;
    }

    private List<String> names() throws Exception {
        return operator.asks().get("/admin/workers").jsonPath().getList("name");
    }
}
