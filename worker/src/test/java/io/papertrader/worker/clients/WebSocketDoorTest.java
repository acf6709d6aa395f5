package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.BrowserStandIn;
import io.papertrader.codec.message.AssetReply.AssetListPage;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetRequest.GetAssetListPage;
import io.papertrader.codec.message.AssetRequest.GetAssetValueCurrent;
import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkEvent.ValuesUpdated;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionReply.StateSwitchSuccess;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Header;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The door for browsers: the same protocol, and one clear answer to all else. */
@QuarkusTest
@TestProfile(AllowedOrigins.class)
class WebSocketDoorTest extends LinkedWorker {
    private static final short PROTOCOL_ERROR = 1002;
    private static final int CANNOT_TAKE = 1003;
    private static final int TOO_LARGE = 1009;
    private static final int ASSETS = 250;
    private static final int PAGES = 40;

    private final HttpClient http = HttpClient.newHttpClient();
    private BrowserStandIn browser;

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
        http.close();
    }

    private BrowserStandIn browse() {
        browser = BrowserStandIn.connect(http, door(WebSocketDoor.PATH), AllowedOrigins.ORIGIN);
        return browser;
    }

    private URI door(String path) {
        return URI.create("ws://127.0.0.1:" + ports.browsers() + path);
    }

    private URI page(String path) {
        return URI.create("http://127.0.0.1:" + ports.browsers() + path);
    }

    @Test
    void speaksTheSameProtocol() throws Exception {
        User user = newUser();
        browse().send(new GetWorkers(), toData(user), new GetAssetValueCurrent(Samples.AAPL));

        assertThat(browser.reply(Instruction.GET_WORKERS)).isInstanceOf(WorkerList.class);
        assertThat(browser.reply(Instruction.SWITCH_STATE)).isInstanceOf(StateSwitchSuccess.class);
        assertThat(browser.reply(Instruction.GET_ASSET_VALUE_CURRENT)).isInstanceOf(AssetValue.class);
    }

    @Test
    void sendsManyAnswersInMessagesOfABoundedSize() throws Exception {
        master.push(new ValuesUpdated(IntStream.range(0, ASSETS)
                .mapToObj(asset -> Samples.asset(new AssetSymbol("M" + asset), "1", Samples.VALUE_TIME))
                .toList()));
        untilPushesAreHeard();
        Request[] requests = new Request[PAGES];
        Arrays.fill(requests, new GetAssetListPage(Cursor.START));
        browse().send(toData(newUser()));
        assertThat(browser.reply(Instruction.SWITCH_STATE)).isInstanceOf(StateSwitchSuccess.class);

        browser.send(requests);

        for (int page = 0; page < PAGES; page++) {
            assertThat(browser.reply(Instruction.GET_ASSET_LIST_PAGE)).isInstanceOf(AssetListPage.class);
        }
        assertThat(browser.largestMessage()).isLessThanOrEqualTo(Replies.MOST_TOGETHER);
    }

    @Test
    void takesAMessageInFragments() throws Exception {
        Buffer message = MessageCodec.encode(new GetWorkers()).encode();
        browse().sendFragment(message.getBuffer(0, 7), false);
        browser.sendFragment(message.getBuffer(7, message.length()), true);

        assertThat(browser.reply(Instruction.GET_WORKERS)).isInstanceOf(WorkerList.class);
    }

    @Test
    void answersBytesThatAreNoMessageAndCloses() throws Exception {
        browse().sendFragment(Buffer.buffer("no message at all"), true);

        assertThat(((Failure) browser.reply(Instruction.DATA)).code()).isEqualTo(FailCode.MALFORMED);
        assertThat(browser.closeCode()).isPositive();
    }

    @Test
    void closesOnText() throws Exception {
        browse().sendText("hello");

        assertThat(browser.closeCode()).isEqualTo(CANNOT_TAKE);
    }

    @Test
    void closesOnAFrameThatIsTooLarge() throws Exception {
        browse().sendFragment(Buffer.buffer(new byte[8_193]), true);

        assertThat(browser.closeCode()).isEqualTo(TOO_LARGE);
    }

    @Test
    void closesOnAFrameThatIsTooLargeThoughMuchComesBehindIt() throws Exception {
        browse().sendFragment(Buffer.buffer(new byte[1_000_000]), true);

        assertThat(browser.closeCode()).isEqualTo(TOO_LARGE);
    }

    @Test
    void closesOnAMessageOfTooManyFragments() throws Exception {
        Buffer first = Buffer.buffer(new byte[8_192])
                .setBytes(0, MessageCodec.encode(new GetWorkers()).encode().getBytes())
                .setInt(3, Header.MAX_DATA_SIZE);
        browse().sendFragment(first, false);
        for (int fragment = 2; fragment <= 8; fragment++) {
            browser.sendFragment(Buffer.buffer(new byte[8_192]), false);
        }
        browser.sendFragment(Buffer.buffer(new byte[17]), true);

        assertThat(browser.closeCode()).isEqualTo(TOO_LARGE);
    }

    @Test
    void countsAsAClientAndLeavesItsPlace() throws Exception {
        browse().send(new GetWorkers());
        browser.reply(Instruction.GET_WORKERS);
        assertThat(doors.size()).isOne();

        browser.close();

        io.papertrader.worker.Await.until(() -> doors.size() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://elsewhere.example", "null", "http://", "https://trade.example.org.evil.example"})
    void turnsPagesOfOtherOriginsAway(String origin) throws Exception {
        assertThat(BrowserStandIn.status(http, door(WebSocketDoor.PATH), origin))
                .isEqualTo(403);
    }

    @Test
    void turnsAnotherPathAway() throws Exception {
        assertThat(BrowserStandIn.status(http, door("/elsewhere"), AllowedOrigins.ORIGIN))
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"GET,/,404", "GET,/papertrader,426", "POST,/papertrader,426", "DELETE,/papertrader,426", "PUT,/x,404"})
    void answersOtherHttpOnceAndCloses(String method, String path, int status) throws Exception {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(page(path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("connection")).contains("close");
        assertThat(response.body()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n",
                "GET /papertrader HTTP/9.9\r\n\r\n",
                "no http at all\r\n\r\n"
            })
    void endsWhatIsNoHttp(String bytes) throws Exception {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), ports.browsers())) {
            // A connection that may still become a request has as long as a client's first message
            // (papertrader.listen.first-message-timeout).
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            in.readAllBytes();
        }
        io.papertrader.worker.Await.until(() -> doors.size() == 0);
    }

    /** The first bytes of a TLS handshake, without the end of a line in them, and of the protocol itself. */
    @ParameterizedTest
    @CsvSource({"160301020001000100,This port speaks without TLS.", "01010000000000,This is no HTTP."})
    void tellsAtOnceWhoeverDoesNotBeginARequest(String hex, String reason) throws Exception {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), ports.browsers())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(HexFormat.of().parseHex(hex));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 400 ").endsWith("\r\n\r\n" + reason + "\n");
        }
        io.papertrader.worker.Await.until(() -> doors.size() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /papertrader HTTP/1.1\r\nHost: x\r\n\r\n", "no http at all\r\n\r\n"})
    void answersOneRequestOfSeveral(String further) throws Exception {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), ports.browsers())) {
            socket.setSoTimeout(60_000);
            String request = "GET /papertrader HTTP/1.1\r\nHost: x\r\n\r\n";
            socket.getOutputStream().write((request + further + further).getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 426 ");
            assertThat(answer.split("HTTP/1[.]", -1)).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS", "TRACE", "PATCH", "BREW"})
    void answersAnyMethod(String method) throws Exception {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), ports.browsers())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write((method + " /papertrader HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 426 ");
        }
    }

    @Test
    void answersARequestWithALargeBodyOnceItIsRead() throws Exception {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), ports.browsers())) {
            socket.setSoTimeout(60_000);
            String head = "POST /papertrader HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[1_000_000]);

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 426 ");
        }
    }

    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    private static final String UPGRADE = "Upgrade: websocket\r\n";
    private static final String CONNECTION = "Connection: Upgrade\r\n";
    private static final String VERSION = "Sec-WebSocket-Version: 13\r\n";

    static Stream<Arguments> failedUpgrades() {
        String get = "GET /papertrader HTTP/1.1\r\nHost: x\r\n";
        String longHeader = "X-Long: " + "a".repeat(5_000) + "\r\n";
        return Stream.of(
                Arguments.of("POST", get.replace("GET", "POST") + UPGRADE + CONNECTION + KEY + VERSION, 426),
                Arguments.of("HTTP/1.0", get.replace("/1.1", "/1.0") + UPGRADE + CONNECTION + KEY + VERSION, 426),
                Arguments.of("no Connection", get + UPGRADE + KEY + VERSION, 426),
                Arguments.of("no Upgrade", get + CONNECTION + KEY + VERSION, 426),
                Arguments.of("no key", get + UPGRADE + CONNECTION + VERSION, 426),
                Arguments.of("a short key", get + UPGRADE + CONNECTION + "Sec-WebSocket-Key: a\r\n" + VERSION, 426),
                Arguments.of("no version", get + UPGRADE + CONNECTION + KEY, 426),
                Arguments.of("an old version", get + UPGRADE + CONNECTION + KEY + "Sec-WebSocket-Version: 8\r\n", 426),
                Arguments.of(
                        "an upgrade with a body",
                        get + UPGRADE + CONNECTION + KEY + VERSION + "Content-Length: 5\r\n\r\nhello",
                        426),
                Arguments.of("a body", get + "Content-Length: 5\r\n\r\nhello", 426),
                Arguments.of("a long header", get + UPGRADE + CONNECTION + KEY + VERSION + longHeader, 431),
                Arguments.of("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 0));
    }

    /** No mask, a kind of frame that there is not, a bit that nobody agreed on, and a ping in fragments. */
    @ParameterizedTest
    @ValueSource(strings = {"820101", "838100000000ff", "c28100000000ff", "098000000000"})
    void saysGoodbyeToWhatIsNoFrame(String hex) throws Exception {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), ports.browsers())) {
            socket.setSoTimeout(60_000);
            String request = "GET /papertrader HTTP/1.1\r\nHost: x\r\n" + UPGRADE + CONNECTION + KEY + VERSION + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(head(socket.getInputStream())).startsWith("HTTP/1.1 101 ");

            socket.getOutputStream().write(HexFormat.of().parseHex(hex));

            byte[] goodbye = socket.getInputStream().readNBytes(4);
            assertThat(goodbye[0]).isEqualTo((byte) 0x88);
            assertThat(ByteBuffer.wrap(goodbye).getShort(2)).isEqualTo(PROTOCOL_ERROR);
        }
        io.papertrader.worker.Await.until(() -> doors.size() == 0);
    }

    /** An answer's lines, to the empty one. */
    private static String head(InputStream in) throws IOException {
        StringBuilder lines = new StringBuilder();
        while (lines.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as(lines.toString()).isNotNegative();
            lines.append((char) next);
        }
        return lines.toString();
    }

    /** A status of 0 stands for any that is a refusal, or for none. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("failedUpgrades")
    void answersAnUpgradeThatFailsOnceAndCloses(String what, String request, int status) throws Exception {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), ports.browsers())) {
            socket.setSoTimeout(60_000);
            String bytes = request.contains("\r\n\r\n") ? request : request + "\r\n";
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            if (status != 0) {
                assertThat(answer).startsWith("HTTP/1." + (what.equals("HTTP/1.0") ? 0 : 1) + " " + status + " ");
            }
            if (status == 426) {
                assertThat(answer.toLowerCase(Locale.ROOT)).contains("sec-websocket-version: 13", "connection: close");
            }
            assertThat(answer.split("HTTP/1[.]", -1)).hasSizeLessThanOrEqualTo(2);
        }
        io.papertrader.worker.Await.until(() -> doors.size() == 0);
    }
}
