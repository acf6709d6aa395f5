package io.papertrader.client.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.client.WorkerStandIn;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.tls.HostName;
import io.papertrader.codec.tls.SelfSignedCertificate;
import io.papertrader.codec.wire.FailCode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsTest {
    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static SelfSignedCertificate certificate(String host) {
        return SelfSignedCertificate.make(
                List.of(new HostName(host)), Instant.now(), Duration.ofDays(1), new SecureRandom());
    }

    private WorkerStandIn start(NetServerOptions options) {
        return WorkerStandIn.start(vertx, options).answer(GetWorkers.class, request -> new WorkerList(List.of()));
    }

    private WorkerStandIn showing(SelfSignedCertificate certificate) {
        return start(new NetServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(certificate.certificate()))
                        .addKeyValue(Buffer.buffer(certificate.key()))));
    }

    private Encryption trusting(SelfSignedCertificate certificate) throws Exception {
        return Encryption.trusting(Files.writeString(folder.resolve("trusted.pem"), certificate.certificate()));
    }

    private WorkerList workers(WorkerStandIn worker, Encryption encryption) {
        return workers(worker.address(), encryption, InstantSource.system());
    }

    private WorkerList workers(WorkerAddress worker, Encryption encryption, InstantSource clock) {
        PaperTraderClient client = PaperTraderClient.create(
                vertx,
                ClientOptions.of(List.of(worker), new Random(1))
                        .failingFast()
                        .withSources(clock, new Random(1))
                        .withEncryption(encryption));
        try {
            return client.workers().toCompletionStage().toCompletableFuture().join();
        } finally {
            client.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void speaksTlsWithAWorkerWhoseCertificateIsTrusted() throws Exception {
        SelfSignedCertificate certificate = certificate("127.0.0.1");

        assertThat(workers(showing(certificate), trusting(certificate)).workers())
                .isEmpty();
    }

    @Test
    void refusesACertificateThatNobodyTrustedHasSigned() {
        WorkerStandIn worker = showing(certificate("127.0.0.1"));

        assertThatThrownBy(() -> workers(worker, Encryption.always()))
                .hasCauseInstanceOf(UnreachableException.class)
                .hasMessageContaining("signed by nobody whom this machine trusts; use --trust");
    }

    @Test
    void refusesACertificateOfAnotherHost() throws Exception {
        SelfSignedCertificate certificate = certificate("other.example.org");
        WorkerStandIn worker = showing(certificate);
        Encryption trusting = trusting(certificate);

        assertThatThrownBy(() -> workers(worker, trusting))
                .hasMessageContaining("its certificate is for another host; use a name that it is for");
    }

    @Test
    void refusesACertificateWhoseTimeIsOver() throws Exception {
        SelfSignedCertificate certificate = certificate("127.0.0.1");
        WorkerStandIn worker = showing(certificate);
        Encryption trusting = trusting(certificate);

        assertThatThrownBy(() ->
                        workers(worker.address(), trusting, () -> Instant.now().plus(Duration.ofDays(2))))
                .hasMessageContaining("its certificate is no longer valid, and its operator has to renew it");
        assertThatThrownBy(() ->
                        workers(worker.address(), trusting, () -> Instant.now().minus(Duration.ofDays(2))))
                .hasMessageContaining("is this machine's clock right?");
    }

    @Test
    void saysThatClearTextCameToAPortThatSpeaksTls() {
        WorkerStandIn worker = showing(certificate("127.0.0.1"));

        assertThatThrownBy(() -> workers(worker, Encryption.usual()))
                .hasMessageContaining("ended the connection without a word; where it speaks TLS, use --tls");
    }

    @Test
    void saysWhatAPortThatSpeaksTlsAnswersToClearText() {
        DataFail refusal = new DataFail(FailCode.MALFORMED, "This port speaks TLS.");
        WorkerAddress worker = answering(MessageCodec.encode(refusal).encode());

        assertThatThrownBy(() -> workers(worker, Encryption.usual(), InstantSource.system()))
                .hasCauseInstanceOf(UnreachableException.class)
                .hasMessageContaining(
                        worker + " cannot read what it is sent: This port speaks TLS. For TLS, use --tls");
    }

    @Test
    void takesARefusalOverTlsForTheWorkersOwn() throws Exception {
        SelfSignedCertificate certificate = certificate("127.0.0.1");
        DataFail refusal = new DataFail(FailCode.MALFORMED, "Nobody understands this.");
        WorkerStandIn worker = showing(certificate).answer(GetWorkers.class, request -> refusal);
        Encryption trusting = trusting(certificate);

        assertThatThrownBy(() -> workers(worker, trusting))
                .hasCauseInstanceOf(RefusedException.class)
                .hasMessageContaining("Nobody understands this.");
    }

    @Test
    void saysThatTheOtherEndSpeaksNoTls() {
        WorkerAddress worker = answering(Buffer.buffer("what is that?"));

        assertThatThrownBy(() -> workers(worker, Encryption.always(), InstantSource.system()))
                .hasMessageContaining("it does not speak TLS");
    }

    /** Something that answers so, in the clear, whatever comes, and closes when the client does. */
    private WorkerAddress answering(Buffer answer) {
        int port = vertx.createNetServer()
                .connectHandler(socket -> socket.handler(bytes -> socket.write(answer)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        return new WorkerAddress("127.0.0.1", port);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:2049, false",
        "localhost:2049, false",
        "[::1]:2049, false",
        "192.0.2.7:2049, true",
        "trade.example.org:2049, true",
        "localhost.example.org:2049, true"
    })
    void speaksTlsWithEveryHostButThisMachineWhereNobodySaysOtherwise(String worker, boolean isEncrypted) {
        WorkerAddress address = WorkerAddress.parse(worker);

        assertThat(Encryption.usual().isFor(address)).isEqualTo(isEncrypted);
        assertThat(Encryption.always().isFor(address)).isTrue();
        assertThat(Encryption.never().isFor(address)).isFalse();
    }
}
