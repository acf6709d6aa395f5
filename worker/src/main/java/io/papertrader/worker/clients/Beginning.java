package io.papertrader.worker.clients;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The first byte that a door expects of its clients, and its answer to whoever begins otherwise. For all threads. */
interface Beginning {
    /** A handshake's record, by which TLS begins (RFC 8446, 5.1). */
    byte TLS = 0x16;

    /** The answer to a connection that begins so, or none where it may go on. */
    Optional<byte[]> answerTo(byte first);

    /** TLS; whoever begins otherwise has this answer. */
    static Beginning ofTls(byte[] answer) {
        return first -> first == TLS ? Optional.empty() : Optional.of(answer);
    }

    /** TLS, and HTTP in it. */
    static Beginning ofHttps() {
        return ofTls(badRequest("This port speaks TLS: its addresses begin with wss."));
    }

    /** A request by HTTP in the clear. */
    static Beginning ofHttp() {
        byte[] noTls = badRequest("This port speaks without TLS.");
        byte[] noHttp = badRequest("This is no HTTP.");
        return first -> mayBeginRequest(first) ? Optional.empty() : Optional.of(first == TLS ? noTls : noHttp);
    }

    /**
     * The methods that there are begin with a letter, though any token may be one (RFC 9110, 9.1); empty lines before a
     * request are nothing (RFC 9112, 2.2).
     */
    private static boolean mayBeginRequest(byte first) {
        return (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z') || first == '\r' || first == '\n';
    }

    /** An answer by HTTP to what is no request that can be read. */
    private static byte[] badRequest(String reason) {
        String answer = "HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n"
                + "content-length: " + (reason.length() + 1) + "\r\n\r\n" + reason + "\n";
        return answer.getBytes(StandardCharsets.US_ASCII);
    }
}
