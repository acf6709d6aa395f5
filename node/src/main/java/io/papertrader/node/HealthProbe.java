package io.papertrader.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * A question to a server's management port, from the same container: is it alive? The images have no program that
 * speaks TLS, but the server's own. It looks at no certificate, since it asks its own machine and tells it nothing.
 */
final class HealthProbe {
    /** The time for each step of a question; whoever asks for the images' sake gives up soon after. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final byte[] REQUEST = "GET /q/health/live HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private HealthProbe() {}

    /** True where the answer is 200, on the port of the environment or else on this one, with TLS or in the clear. */
    static boolean ask(Map<String, String> environment, int usualPort, Duration patience) {
        int port = Integer.parseInt(environment.getOrDefault("QUARKUS_HTTP_PORT", String.valueOf(usualPort)));
        return isAlive(port, true, patience) || isAlive(port, false, patience);
    }

    private static boolean isAlive(int port, boolean isTls, Duration patience) {
        int millis = Math.toIntExact(patience.toMillis());
        try (Socket socket = isTls ? tls().getSocketFactory().createSocket() : new Socket()) {
            socket.setSoTimeout(millis);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), millis);
            socket.getOutputStream().write(REQUEST);
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String status = answer.readLine();
            return status != null && status.startsWith("HTTP/1.") && status.contains(" 200 ");
        } catch (IOException | GeneralSecurityException notThere) {
            return false;
        }
    }

    private static SSLContext tls() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new AnyCertificate()}, null);
        return context;
    }

    private static final class AnyCertificate implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {
            // There is no client.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {
            // It is this machine's own.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
