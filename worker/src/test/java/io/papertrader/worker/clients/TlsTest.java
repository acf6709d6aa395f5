package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.TlsFiles;
import io.papertrader.worker.WebSocketClientStandIn;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** The listener with a certificate that was made for this test. */
@QuarkusTest
@TestProfile(TlsTest.Profile.class)
class TlsTest extends LinkedWorker {
    TlsFiles files;

    public static class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return new AllowedOrigins().getConfigOverrides();
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TlsFiles.class, Map.of()));
        }
    }

    private SSLSocket open() throws Exception {
        SSLContext trusting = files.trusting();
        return (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", ports.clients());
    }

    @Test
    void speaksTlsWithItsCertificate() throws Exception {
        SSLSocket socket = open();
        ClientStandIn client = connected(new ClientStandIn(socket));

        assertThat(client.ask(new GetWorkers())).isInstanceOf(WorkerList.class);
        assertThat(socket.getSession().getPeerCertificates()).containsExactly(files.certificate());
        assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
    }

    @Test
    void speaksTlsToBrowsersToo() throws Exception {
        URI address = URI.create("wss://127.0.0.1:" + ports.browsers() + WebSocketDoor.PATH);
        try (HttpClient http =
                        HttpClient.newBuilder().sslContext(files.trusting()).build();
                WebSocketClientStandIn browser = WebSocketClientStandIn.connect(http, address, AllowedOrigins.ORIGIN)) {
            browser.send(new GetWorkers());

            assertThat(browser.reply(Instruction.GET_WORKERS)).isInstanceOf(WorkerList.class);
        }
    }

    @Test
    void speaksToNobodyInTheClear() throws Exception {
        ClientStandIn client = connect();

        assertThatThrownBy(() -> client.ask(new GetWorkers()))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(SocketTimeoutException.class);
        assertThat(master.waiting(GetWorkers.class)).isZero();
    }
}
