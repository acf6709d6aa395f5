package io.papertrader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.cli.Cli.Run;
import io.papertrader.codec.link.LinkKeys;
import io.papertrader.codec.link.LinkPublicKey;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminCommandsTest {
    private static final String UUID = "aaaaaaaa-2222-3333-4444-555555555555";
    private static final JsonObject WORKER = new JsonObject()
            .put("uuid", UUID)
            .put("name", "edge-1")
            .put("fingerprint", "ABCD")
            .put("allowed", new JsonArray().add("127.0.0.1").add("10.0.0.0/8"))
            .put("publicAddress", "edge1.example.org:2049")
            .put("enabled", true)
            .put("connected", true)
            .put("connectedSince", "2026-05-01T10:00:00Z")
            .put("remoteAddress", "10.1.2.3");

    @TempDir
    Path folder;

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private Cli cli;
    private HttpServer master;

    @BeforeEach
    void start() throws Exception {
        cli = new Cli(folder).variable("PAPERTRADER_ADMIN_TOKEN", "secret");
        master = cli.vertx()
                .createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        cli.variable("PAPERTRADER_MASTER_HTTP", "http://127.0.0.1:" + master.actualPort() + "/");
        answers.put("GET /admin/workers", new JsonArray().add(WORKER).encode());
    }

    @AfterEach
    void stop() {
        cli.close();
    }

    private void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            String line = request.method() + " " + request.uri();
            requests.add((line + " " + body).strip());
            if (!"Bearer secret".equals(request.getHeader("Authorization"))) {
                request.response().setStatusCode(401).end("{\"error\": \"Who are you?\"}");
            } else if (answers.containsKey(line)) {
                request.response().end(answers.get(line));
            } else if ("GET".equals(request.method().name())) {
                request.response().setStatusCode(404).end("{\"error\": \"There is nothing.\"}");
            } else {
                request.response().setStatusCode(204).end();
            }
        });
    }

    @Test
    void listsTheWorkers() {
        assertThat(cli.run("admin", "workers", "list").out().lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("edge-1  edge1.example.org:2049  connected  10.1.2.3", UUID);
    }

    @Test
    void showsAWorkerByItsNameWithItsFigures() {
        answers.put(
                "GET /admin/workers/" + UUID,
                WORKER.copy().put("status", new JsonObject().put("clients", 7)).encode());

        assertThat(cli.run("admin", "workers", "show", "edge-1").out())
                .contains("allowed         127.0.0.1, 10.0.0.0/8", "clients         7");
    }

    @Test
    void showsTheOrdersOfAWorkerThatTheMasterDatedItself() {
        JsonObject order = new JsonObject()
                .put("order", "bbbbbbbb-2222-3333-4444-555555555555")
                .put("username", "ann")
                .put("workersTime", "2025-07-05T10:00:00Z")
                .put("placedAt", "2026-05-01T10:00:00Z");
        answers.put(
                "GET /admin/workers/" + UUID + "/stamps",
                new JsonArray().add(order).encode());

        assertThat(cli.run("admin", "workers", "stamps", "edge-1").out().lines())
                .hasSize(2)
                .last()
                .isEqualTo("bbbbbbbb-2222-3333-4444-555555555555  ann       2025-07-05 10:00:00  2026-05-01 10:00:00");
    }

    @Test
    void listsWhoHasToWaitAndSaysWhereNobodyHas() {
        JsonObject limit =
                new JsonObject().put("what", "login").put("who", "ann").put("seconds", 90);
        answers.put("GET /admin/limits", new JsonArray().add(limit).encode());

        assertThat(cli.run("admin", "limits", "list").out().lines()).last().isEqualTo("login  ann       90");

        answers.put("GET /admin/limits", "[]");

        assertThat(cli.run("admin", "limits", "list")).isEqualTo(new Run(0, "", "Nobody has to wait.\n"));
    }

    @Test
    void tellsWhatIsDoneToAWorker() {
        for (String what : List.of("disable", "enable", "boot")) {
            assertThat(cli.run("admin", "workers", what, "edge-1").exitCode()).isZero();
            assertThat(requests.getLast()).isEqualTo("POST /admin/workers/" + UUID + "/" + what);
        }
        assertThat(cli.run("admin", "workers", "remove", UUID).exitCode()).isZero();
        assertThat(requests.getLast()).isEqualTo("DELETE /admin/workers/" + UUID);
    }

    @Test
    void addsAnOperatorAndPrintsTheTokenAlone() {
        answers.put("POST /admin/operators", "{\"name\": \"carol\", \"role\": \"class\", \"token\": \"secret-2\"}");

        Run added = cli.run("admin", "operators", "add", "carol", "--role", "class");

        assertThat(added.out()).isEqualTo("secret-2\n");
        assertThat(requests.getLast()).isEqualTo("POST /admin/operators {\"name\":\"carol\",\"role\":\"class\"}");
        assertThat(cli.run("admin", "operators", "remove", "carol").exitCode()).isZero();
        assertThat(requests.getLast()).isEqualTo("DELETE /admin/operators/carol");
    }

    @Test
    void makesAClassFromAFileAsItIsAndPrintsItsTokens() throws Exception {
        Path file = Files.writeString(folder.resolve("class.csv"), "ann\nbob,bob@example.org\n");
        answers.put(
                "POST /admin/classes",
                new JsonArray().add(token("ann")).add(token("bob")).encode());

        Run table = cli.run("admin", "accounts", "create", "--file", file.toString());
        Run csv = cli.run("admin", "accounts", "create", "--file", file.toString(), "--csv");

        assertThat(requests.getLast()).isEqualTo("POST /admin/classes ann\nbob,bob@example.org");
        assertThat(table.out().lines().toList().get(1))
                .isEqualTo("ann       7h3k9-mq2xw-4bd6f-r8tny-0c5jg  2026-05-08 10:00:00");
        assertThat(table.err()).contains("2 accounts are made", "papertrader password reset");
        assertThat(csv.out())
                .startsWith("username,token,expiry\r\nann,7h3k9-mq2xw-4bd6f-r8tny-0c5jg,2026-05-08T10:00:00Z\r\n");
    }

    @Test
    void saysWhichFileOfAClassCannotBeRead() {
        Run run = cli.run(
                "admin",
                "accounts",
                "create",
                "--file",
                folder.resolve("none.csv").toString());

        assertThat(run.exitCode()).isEqualTo(6);
        assertThat(run.err())
                .contains("none.csv cannot be read: there is no such file.")
                .hasLineCount(1);
    }

    @Test
    void printsATokenForWhoForgotAPassword() {
        answers.put("POST /admin/resets/ann", token("ann").encode());

        Run run = cli.run("admin", "accounts", "reset", "ann");

        assertThat(run.out()).contains("7h3k9-mq2xw-4bd6f-r8tny-0c5jg");
        assertThat(run.err()).contains("papertrader password reset ann");
    }

    @Test
    void printsInvitations() {
        answers.put(
                "POST /admin/invitations",
                new JsonArray()
                        .add(new JsonObject()
                                .put("code", "7h3k9-mq2xw-4bd6f-r8tny-0c5jg")
                                .put("expiry", "2026-05-08T10:00:00Z"))
                        .encode());

        Run run = cli.run("admin", "accounts", "invite", "--count", "1", "--json");

        assertThat(requests.getLast()).isEqualTo("POST /admin/invitations {\"count\":1}");
        assertThat(new JsonArray(run.out()).getJsonObject(0).getString("code")).startsWith("7h3k9");
    }

    private static JsonObject token(String username) {
        return new JsonObject()
                .put("username", username)
                .put("token", "7h3k9-mq2xw-4bd6f-r8tny-0c5jg")
                .put("expiry", "2026-05-08T10:00:00Z");
    }

    @Test
    void listsTheOperators() {
        answers.put(
                "GET /admin/operators",
                "[{\"name\": \"carol\", \"role\": \"class\", \"addedAt\": \"2026-05-01T10:00:00Z\", \"token\": null}]");

        assertThat(cli.run("admin", "operators", "list").out()).contains("carol  class  2026-05-01 10:00:00");
    }

    @Test
    void showsTheAuditTrailPageByPage() {
        JsonObject entry = new JsonObject()
                .put("time", "2026-05-01T10:00:00Z")
                .put("act", "LOGIN_FAILED")
                .put("actorKind", "NOBODY")
                .put("actor", "")
                .put("subjectKind", "ACCOUNT")
                .put("subject", "ann")
                .put("address", "192.0.2.7")
                .put("times", 3)
                .put("detail", "one, two");
        JsonArray first = new JsonArray();
        for (int number = 2_000; number > 1_000; number--) {
            first.add(entry.copy().put("number", number));
        }
        String query = "&account=ann&act=login-failed&since=2026-05-01T00%3A00%3A00Z";
        answers.put("GET /admin/audit?limit=1000&before=9223372036854775807" + query, first.encode());
        answers.put(
                "GET /admin/audit?limit=500&before=1001" + query,
                new JsonArray().add(entry.copy().put("number", 7)).encode());

        List<String> wanted = List.of(
                "admin", "audit", "--account", "ann", "--act", "login-failed", "--since", "2026-05-01T00:00:00Z");
        Run csv = cli.run(Stream.concat(wanted.stream(), Stream.of("--limit", "1500", "--csv"))
                .toArray(String[]::new));

        assertThat(csv.out().lines())
                .hasSize(1_002)
                .last()
                .isEqualTo("7,2026-05-01T10:00:00Z,LOGIN_FAILED,NOBODY,,ACCOUNT,ann,,192.0.2.7,3,\"one, two\"");
        answers.put(
                "GET /admin/audit?limit=1&before=9223372036854775807" + query,
                new JsonArray().add(entry.copy().put("number", 7)).encode());
        assertThat(cli.run(Stream.concat(wanted.stream(), Stream.of("--limit", "1"))
                                .toArray(String[]::new))
                        .out())
                .contains("2026-05-01 10:00:00  login-failed  account ann      3  192.0.2.7  one, two");
    }

    @Test
    void followsTheAuditTrailUntilTheMasterRefuses() {
        JsonObject entry = new JsonObject()
                .put("time", "2026-05-01T10:00:00Z")
                .put("act", "LOGGED_IN")
                .put("actorKind", "ACCOUNT")
                .put("actor", "ann")
                .put("subjectKind", "ACCOUNT")
                .put("subject", "ann")
                .put("address", "192.0.2.7")
                .put("times", 1)
                .put("detail", "");
        JsonObject late = entry.copy().put("number", 299).put("actor", "bob").put("subject", "bob");
        JsonObject failure = entry.copy()
                .put("number", 301)
                .put("act", "LOGIN_FAILED")
                .put("actorKind", "NOBODY")
                .put("actor", "")
                .put("times", 3);
        String all = "GET /admin/audit?limit=1000&before=9223372036854775807";
        answers.put(
                "GET /admin/audit?limit=1&before=9223372036854775807",
                new JsonArray().add(entry.copy().put("number", 300)).encode());
        answers.put(
                all + "&after=200",
                new JsonArray()
                        .add(failure)
                        .add(entry.copy().put("number", 300))
                        .add(late)
                        .encode());

        Run run = cli.run("admin", "audit", "--follow", "--limit", "1");

        assertThat(run.out()).isEqualTo("""
                2026-05-01 10:00:00  logged-in  account ann  from 192.0.2.7
                2026-05-01 10:00:00  logged-in  account bob  from 192.0.2.7
                2026-05-01 10:00:00  login-failed  about account ann  from 192.0.2.7  3 times
                """);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void showsAndEndsSessionsOfAnAccount() {
        answers.put(
                "GET /admin/accounts/ann/sessions",
                new JsonArray()
                        .add(new JsonObject()
                                .put("id", "0123456789abcdef")
                                .put("begunAt", "2026-05-01T10:00:00Z")
                                .put("usedAt", "2026-05-02T10:00:00Z")
                                .put("expiry", "2026-05-31T10:00:00Z")
                                .put("address", "192.0.2.7")
                                .put("worker", "edge-1"))
                        .encode());
        answers.put("DELETE /admin/accounts/ann/sessions/0123456789abcdef", "");
        answers.put("DELETE /admin/accounts/ann/sessions", "");

        assertThat(cli.run("admin", "accounts", "sessions", "ann").out())
                .contains("0123456789abcdef  2026-05-01 10:00:00  2026-05-02 10:00:00", "192.0.2.7", "edge-1");
        assertThat(cli.run("admin", "accounts", "end-sessions", "ann", "--session", "0123456789abcdef")
                        .exitCode())
                .isZero();
        assertThat(cli.run("admin", "accounts", "end-sessions", "ann").exitCode())
                .isZero();
        assertThat(requests)
                .contains(
                        "DELETE /admin/accounts/ann/sessions/0123456789abcdef", "DELETE /admin/accounts/ann/sessions");
    }

    @Test
    void saysThatNoWorkerHasTheName() {
        assertThat(cli.run("admin", "workers", "boot", "edge-2"))
                .isEqualTo(new Run(1, "", "papertrader: NOT_FOUND: No worker is registered as edge-2.\n"));
    }

    @Test
    void makesKeysAndRegistersAWorkerWithThem() throws Exception {
        Path keys = folder.resolve("keys");

        Run made = cli.run("admin", "workers", "key", "edge-2", "--out", keys.toString());

        assertThat(made.out()).contains("Next: papertrader admin workers register edge-2");
        String publicKey = Files.readString(keys.resolve("public.asc"));
        assertThat(LinkKeys.parse(Files.readString(keys.resolve("secret.asc"))).publicKey())
                .isEqualTo(LinkPublicKey.parse(publicKey));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve("secret.asc"))))
                .isEqualTo("rw-------");

        cli.run(
                "admin",
                "workers",
                "register",
                "edge-2",
                "--key",
                keys.resolve("public.asc").toString(),
                "--address",
                "edge2.example.org:2049",
                "--allow",
                "10.0.0.7",
                "--allow",
                "10.0.0.8");

        assertThat(requests.getLast()).startsWith("POST /admin/workers {");
        assertThat(new JsonObject(requests.getLast().substring("POST /admin/workers ".length())))
                .isEqualTo(new JsonObject()
                        .put("uuid", "99999999-2222-3333-4444-555555555555")
                        .put("name", "edge-2")
                        .put("publicKey", publicKey)
                        .put("allowed", new JsonArray().add("10.0.0.7").add("10.0.0.8"))
                        .put("publicAddress", "edge2.example.org:2049"));
    }

    @Test
    void neverWritesOverAWorkersKeys() {
        String keys = folder.resolve("keys").toString();
        cli.run("admin", "workers", "key", "edge-2", "--out", keys);

        assertThat(cli.run("admin", "workers", "key", "edge-2", "--out", keys).exitCode())
                .isEqualTo(2);
    }

    @Test
    void searchesAccounts() {
        answers.put("GET /admin/accounts?limit=100&search=a%20b", """
                [{"username": "alice", "email": "alice@example.org", "memberSince": "2026-01-02T00:00:00Z", "enabled": true}]
                """);

        assertThat(cli.run("admin", "accounts", "list", "--search", "a b").out())
                .contains("alice     alice@example.org");
        cli.run("admin", "accounts", "disable", "alice");
        assertThat(requests.getLast()).isEqualTo("POST /admin/accounts/alice/disable");
    }

    @Test
    void namesThePartsThatAreStillToComeThoughTheLedgerIsClean() {
        answers.put(
                "GET /admin/ledger/check",
                "{\"clean\": true, \"accounts\": 2, \"transactions\": 5, \"transfers\": 9, \"faults\": [], \"outstanding\": [\"action KO/1 of portfolio 4: missed, and still to come\"]}");

        Run run = cli.run("admin", "ledger", "check");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("The ledger is clean", "  action KO/1 of portfolio 4: missed, and still to come");
    }

    @Test
    void endsWithARefusalWhenTheLedgerHasFaults() {
        answers.put(
                "GET /admin/ledger/check",
                "{\"clean\": false, \"accounts\": 2, \"transactions\": 5, \"transfers\": 9, \"faults\": [\"posting 4 is off by 0.01\"]}");

        Run run = cli.run("admin", "ledger", "check");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .isEqualTo(
                        "The ledger has faults (accounts: 2, transactions: 5, transfers: 9).\n  posting 4 is off by 0.01\n");
    }

    @Test
    void tellsWhenTheTokenIsWrong() {
        assertThat(cli.variable("PAPERTRADER_ADMIN_TOKEN", "wrong").run("admin", "workers", "list"))
                .isEqualTo(new Run(1, "", "papertrader: REFUSED: Who are you?\n"));
    }

    @Test
    void readsTheTokenFromAFile() throws Exception {
        Path file = folder.resolve("token");
        Files.writeString(file, "secret\n");

        assertThat(cli.run("admin", "workers", "list", "--token-file", file.toString())
                        .exitCode())
                .isZero();
        assertThat(cli.run(
                                "admin",
                                "workers",
                                "list",
                                "--token-file",
                                folder.resolve("none").toString())
                        .exitCode())
                .isEqualTo(3);
    }

    @Test
    void tellsThatTheMasterDoesNotAnswer() {
        Run run = cli.run("admin", "workers", "list", "--master", "http://127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).startsWith("papertrader: UNAVAILABLE: The master does not answer at http://127.0.0.1:1");
    }

    @Test
    void steersAReplay() {
        String market = """
                {"state": "OPEN", "since": "2026-05-01T10:00:00Z", "reason": "", "source": "replay of recorded values",
                "time": "2014-06-09T20:00:00Z", "first": "2014-04-21T13:30:00Z", "last": "2018-02-07T21:00:00Z",
                "millisLeft": 600000, "speed": "day"}
                """;
        answers.put("POST /admin/market/speed", market);
        answers.put("POST /admin/market/restart", market);

        Run run = cli.run("admin", "market", "speed", "Day");

        assertThat(run.out()).contains("speed   a day each update");
        assertThat(requests.getLast()).isEqualTo("POST /admin/market/speed {\"speed\":\"day\"}");
        assertThat(cli.run("admin", "market", "restart", "--from", "2014-04-21", "--yes")
                        .exitCode())
                .isZero();
        assertThat(requests.getLast()).isEqualTo("POST /admin/market/restart {\"from\":\"2014-04-21\"}");
    }

    @Test
    void showsWhichProviderServesSinceWhenAndWhatIsNotTaken() {
        answers.put("GET /admin/market", """
                {"state": "OPEN", "since": "2026-05-01T10:00:00Z", "reason": "", "source": "live us values of alpaca",
                "time": "2026-05-01T20:00:00Z", "hours": [],
                "providers": [{"assets": "us", "name": "alpaca", "serving": true, "since": "2026-05-01T09:00:00Z",
                    "failures": 0, "lastFailure": "", "used": 120, "budget": 10000}],
                "savings": [{"assets": "us", "listed": 7100, "retrieved": 500, "callsSaved": 14, "assetsLeftOut": 6600}],
                "troubles": [{"symbol": "KO", "provider": "alpaca", "what": "its price is negative",
                    "since": "2026-05-01T11:00:00Z"}],
                "refused": [{"symbol": "LNT", "source": "tiingo", "kind": "bars", "rows": 3,
                    "why": "low above close", "at": "2026-05-01T12:00:00Z"}]}
                """);

        Run run = cli.run("admin", "market", "show");

        assertThat(run.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
                .contains(
                        "us alpaca serves 2026-05-01 09:00:00 0 120 of 10000",
                        "us 500 of 7100 14 6600",
                        "KO alpaca 2026-05-01 11:00:00 its price is negative",
                        "LNT tiingo bars 3 2026-05-01 12:00:00 low above close");
    }

    @Test
    void letsAReplayBeginAnewOnlyWhereThatIsMeant() {
        Run run = cli.run("admin", "market", "restart", "--from", "2014-04-21");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("papertrader admin market restart --from 2014-04-21 --yes");
        assertThat(cli.run("admin", "market", "restart", "--from", "monday").err())
                .contains("'monday' must be a date such as 2014-04-21.")
                .doesNotContain("java");
        assertThat(requests).isEmpty();
    }

    @Test
    void announcesCorporateActionsAndListsThem() {
        String action = """
                {"id": "KO/2014-06-12/dividend", "symbol": "KO", "exDate": "2014-06-12", "type": "dividend",
                "detail": "0.305", "state": "waiting", "source": "operator", "reason": "", "at": "2026-05-01T10:00:00Z"}
                """;
        answers.put("POST /admin/market/actions", action);
        answers.put("GET /admin/market/actions", "[" + action + "]");

        assertThat(cli.run("admin", "market", "action", "dividend", "KO", "0.305", "--on", "2014-06-12")
                        .out())
                .contains("2014-06-12  KO      dividend  0.305  waiting  operator  KO/2014-06-12/dividend");
        assertThat(requests.getLast())
                .isEqualTo("POST /admin/market/actions "
                        + "{\"cash\":\"0.305\",\"type\":\"dividend\",\"symbol\":\"KO\",\"exDate\":\"2014-06-12\"}");
        cli.run("admin", "market", "action", "split", "AAPL", "1/20", "--on", "2014-06-12", "--id", "one");
        assertThat(requests.getLast()).contains("\"newPerOld\":\"1/20\"", "\"id\":\"one\"");
        cli.run("admin", "market", "action", "renaming", "FB", "META", "--on", "2014-06-12");
        assertThat(requests.getLast()).contains("\"newSymbol\":\"META\"");
        cli.run("admin", "market", "action", "delisting", "GE", "--payout", "0.5", "--on", "2014-06-12");
        assertThat(requests.getLast()).contains("\"cash\":\"0.5\"", "\"type\":\"delisting\"");
        assertThat(cli.run("admin", "market", "actions").out()).contains("KO/2014-06-12/dividend");
        cli.run("admin", "market", "action", "withdraw", "KO/2014-06-12/dividend");
        assertThat(requests.getLast()).isEqualTo("DELETE /admin/market/actions?id=KO%2F2014-06-12%2Fdividend");
    }

    @Test
    void saysInASentenceThatThereAreNoCorporateActions() {
        answers.put("GET /admin/market/actions", "[]");

        assertThat(cli.run("admin", "market", "actions").out())
                .isEqualTo("There are no corporate actions: none was announced, and no file or provider tells of one"
                        + " to come.\n");
        assertThat(cli.run("admin", "market", "actions", "--json").out()).isEqualTo("[ ]\n");
    }
}
