package io.papertrader.standalone.network;

import static io.papertrader.standalone.network.Users.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in {@code examples} in a real browser: Chromium, which Debian's package {@code chromium} brings. */
class ChromiumIT {
    private static final Path EXAMPLE = Built.ROOT.resolve("examples/browser.html");
    private static final UserName ADA = new UserName("ada");
    private static final String PASSWORD = "correct horse battery staple";
    private static final long SECONDS = 60;

    @TempDir
    static Path home;

    private static RunningNetwork network;
    private static WorkerProcess worker;
    private static HttpServer pages;

    private static final BlockingQueue<String> SAID = new LinkedBlockingQueue<>();
    private Optional<Process> chromium = Optional.empty();

    @BeforeAll
    static void start() throws Exception {
        assumeThat(program()).as("Chromium, of Debian's package chromium").isPresent();
        network = RunningNetwork.start(home);
        pages = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        pages.createContext("/said", ChromiumIT::hear);
        pages.start();
        startWorker();
        PaperTraderClient client = network.client(new WorkerAddress("127.0.0.1", worker.port()));
        get(client.register(ADA, new Email("ada@example.org"), HashedPass.of(ADA, PASSWORD)));
    }

    private static void startWorker() throws IOException {
        UUID uuid = new UUID(10, 1);
        Path folder = Files.createDirectories(home.resolve("of-pages"));
        int port = WorkerProcess.freePort();
        worker = WorkerProcess.start(
                network, uuid, folder, port, Map.of("PAPERTRADER_WEB_SOCKET_ORIGINS", origin("127.0.0.1")));
        network.register("of-pages", uuid, folder.resolve("keys/public.asc"), port);
        worker.awaitReady();
    }

    private static String origin(String host) {
        return "http://" + host + ":" + pages.getAddress().getPort();
    }

    private static void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            SAID.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    /** The example as it is, and somebody who uses it with this password. */
    private static void show(String path, String password) throws IOException {
        String address = "ws://127.0.0.1:" + worker.browsersPort() + "/papertrader";
        byte[] page = (Files.readString(EXAMPLE) + user(address, password)).getBytes(StandardCharsets.UTF_8);
        pages.createContext(path, exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
            }
        });
    }

    /** Types into the page what a user would, and tells the test all that the page then says. */
    private static String user(String address, String password) {
        return """
            <script type="module">
            const form = document.getElementById("login");
            const type = (name, text) => { form.elements[name].value = text; };
            const tell = (what) => fetch("/said", { method: "POST", body: what });
            const hear = (element) => new MutationObserver(() => tell(element.innerText))
                .observe(element, { childList: true, characterData: true, subtree: true });
            hear(document.getElementById("status"));
            hear(document.getElementById("values"));
            type("worker", "%s");
            type("username", "%s");
            type("password", "%s");
            type("symbols", "AAPL");
            form.requestSubmit();
            </script>
            """.formatted(address, ADA, password);
    }

    private static Optional<Path> program() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private void open(String page, Path profile) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        program().orElseThrow().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        page)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("console.txt").toFile());
        // Its sockets too go with the test's folder.
        builder.environment().put("TMPDIR", profile.toString());
        chromium = Optional.of(builder.start());
    }

    @AfterEach
    void closeBrowser() {
        chromium.ifPresent(browser -> {
            List<ProcessHandle> others = browser.descendants().toList();
            // First the browser, which starts again what ends of it.
            browser.destroyForcibly();
            browser.onExit().join();
            others.forEach(ProcessHandle::destroyForcibly);
            others.forEach(other -> other.onExit().join());
        });
        SAID.clear();
    }

    @AfterAll
    static void stop() throws IOException {
        if (worker != null) {
            worker.close();
        }
        if (pages != null) {
            pages.stop(0);
        }
        if (network != null) {
            network.close();
        }
    }

    /** Waits until the page says something like this. */
    private static void awaitSaid(String pattern) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        String said = "";
        while (!said.matches(pattern)) {
            said = SAID.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertThat(said).as("a page that says " + pattern).isNotNull();
        }
    }

    @Test
    void logsInAndShowsValuesAsTheyChange(@TempDir Path profile) throws Exception {
        show("/good", PASSWORD);

        open(origin("127.0.0.1") + "/good", profile);

        awaitSaid("Logged in as ada[.]");
        awaitSaid("AAPL\\s+\\d+[.]\\d{2,8}\\s+\\d{4}-\\d\\d-\\d\\dT\\S+Z\\s*");
        awaitSaid("AAPL\\s+\\d+[.]\\d{2,8}\\s+\\d{4}-\\d\\d-\\d\\dT\\S+Z\\s*");
    }

    @Test
    void saysWhyALoginIsRefused(@TempDir Path profile) throws Exception {
        show("/bad", "wrong");

        open(origin("127.0.0.1") + "/bad", profile);

        awaitSaid("BAD_CREDENTIALS .*");
    }

    @Test
    void isNotLetInAsAPageOfAnotherOrigin(@TempDir Path profile) throws Exception {
        show("/elsewhere", PASSWORD);

        open(origin("localhost") + "/elsewhere", profile);

        awaitSaid("The worker has closed the connection \\(1006\\)[.]");
    }
}
