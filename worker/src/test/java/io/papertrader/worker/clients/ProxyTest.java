package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.UserName;
import io.papertrader.worker.Asked;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.LinkedWorker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clients that come through a balancer. */
@QuarkusTest
@TestProfile(ProxyTest.BehindABalancer.class)
class ProxyTest extends LinkedWorker {
    private static final String HEADER = "0d0a0d0a000d0a515549540a2111000c" + "cb007107" + "c0000201" + "1f900801";

    /** All of 127.0.5.x are balancers. */
    public static class BehindABalancer implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("papertrader.listen.proxies", "127.0.5.0/24, 192.0.2.1");
        }
    }

    private static Login login() {
        return new Login(new UserName("ann"), new HashedPass("A".repeat(43)), false);
    }

    private InetAddress seenFrom(ClientStandIn client, Buffer bytes) throws Exception {
        master.hold(Login.class);
        client.send(bytes);
        Asked<Login> asked = master.next(Login.class);
        return asked.record().client().value().orElseThrow();
    }

    @Test
    void seesTheClientBehindTheBalancer() throws Exception {
        ClientStandIn client = connected(ClientStandIn.connect(ports.clients(), "127.0.5.1"));
        Buffer bytes = Buffer.buffer(HexFormat.of().parseHex(HEADER))
                .appendBuffer(MessageCodec.encode(login()).encode());

        assertThat(seenFrom(client, bytes)).isEqualTo(InetAddress.ofLiteral("203.0.113.7"));
    }

    @Test
    void takesTheHeaderInPieces() throws Exception {
        ClientStandIn client = connected(ClientStandIn.connect(ports.clients(), "127.0.5.1"));
        byte[] header = HexFormat.of().parseHex(HEADER);
        for (byte one : header) {
            client.send(Buffer.buffer(new byte[] {one}));
        }

        assertThat(seenFrom(client, MessageCodec.encode(login()).encode()))
                .isEqualTo(InetAddress.ofLiteral("203.0.113.7"));
    }

    @Test
    void believesNobodyElse() throws Exception {
        ClientStandIn client = connected(ClientStandIn.connect(ports.clients(), "127.0.6.1"));

        assertThat(seenFrom(client, MessageCodec.encode(login()).encode()))
                .isEqualTo(InetAddress.ofLiteral("127.0.6.1"));
    }

    @Test
    void endsABalancerThatSaysNothingOfItsClient() throws Exception {
        ClientStandIn client = connected(ClientStandIn.connect(ports.clients(), "127.0.5.1"));

        client.send(MessageCodec.encode(login()).encode());

        assertThat(client.isClosedWithoutAWord()).isTrue();
    }
}
