package io.papertrader.worker.clients;

import io.papertrader.worker.TlsFiles;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** The header of a balancer stands before the handshake of its client. */
@QuarkusTest
@TestProfile(ProxyOverTlsTest.WithTls.class)
class ProxyOverTlsTest extends ProxyTest {
    TlsFiles files;

    public static class WithTls extends BehindABalancer {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TlsFiles.class, Map.of()));
        }
    }

    @Override
    SSLContext trusting() throws Exception {
        return files.trusting();
    }

    @Override
    boolean hasTls() {
        return true;
    }
}
