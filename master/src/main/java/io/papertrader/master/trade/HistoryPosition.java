package io.papertrader.master.trade;

import io.papertrader.vocabulary.TransactionId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The transaction behind which a page of a history begins. Only their owner sees the names of transactions, but anybody
 * may read the history: what stands for the name is its hash.
 */
record HistoryPosition(Instant placedAt, String idHash) {
    /** Bytes of the SHA-256 of the name's 16 bytes that are kept. */
    static final int HASH_BYTES = 16;

    private static final Pattern TEXT = Pattern.compile("(?<millis>-?[0-9]{1,14})\\.(?<hash>[0-9a-f]{32})");

    static HistoryPosition of(Instant placedAt, TransactionId id) {
        byte[] name = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.value().getMostSignificantBits())
                .putLong(id.value().getLeastSignificantBits())
                .array();
        return new HistoryPosition(placedAt, HexFormat.of().formatHex(Arrays.copyOf(sha256(name), HASH_BYTES)));
    }

    /** Reads what a cursor says; throws {@link IllegalArgumentException} where no history's cursor says that. */
    static HistoryPosition parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("is no position in a history");
        }
        return new HistoryPosition(Instant.ofEpochMilli(Long.parseLong(parts.group("millis"))), parts.group("hash"));
    }

    byte[] hashBytes() {
        return HexFormat.of().parseHex(idHash);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    /** The text of a cursor. */
    @Override
    public String toString() {
        return placedAt.toEpochMilli() + "." + idHash;
    }
}
