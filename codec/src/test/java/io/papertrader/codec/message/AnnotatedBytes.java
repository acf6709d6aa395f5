package io.papertrader.codec.message;

import io.papertrader.codec.wire.DataTransfer;
import io.papertrader.codec.wire.Field;
import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.FieldWriter;
import io.papertrader.codec.wire.Layout;
import io.papertrader.vocabulary.Decimal;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A message as lines of hexadecimal bytes, each field with a comment. Written from the layouts without the encoder, so
 * that the two check each other.
 */
public final class AnnotatedBytes {
    private static final int BYTES_A_LINE = 16;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    /** Bytes that belong together, and what they are. */
    private record Piece(Buffer bytes, String comment) {}

    private final List<Piece> pieces = new ArrayList<>();

    private AnnotatedBytes() {}

    /** A message that is no data. */
    public static String of(Message message) {
        Instruction row = Instruction.of(message);
        AnnotatedBytes data = new AnnotatedBytes();
        Layout<?> layout = row.layout().orElseThrow();
        if (row.isBinary()) {
            data.binary(layout, message);
        } else {
            data.arguments(layout, message);
        }
        return header(row, data.size(), row.isBinary() ? 0 : layout.fields().size(), 1, 1) + data.text();
    }

    /** The data that answers a request, in its packets. */
    public static String of(Instruction request, Reply content) {
        AnnotatedBytes data = new AnnotatedBytes();
        data.binary(request.content().orElseThrow(), content);
        List<AnnotatedBytes> packets = data.packets();
        StringBuilder text = new StringBuilder();
        for (int number = 1; number <= packets.size(); number++) {
            AnnotatedBytes packet = packets.get(number - 1);
            text.append(header(Instruction.DATA, packet.size(), 0, number, packets.size()))
                    .append(packet.text());
        }
        return text.toString();
    }

    /** The bytes of such a text. */
    static Buffer parse(String text) {
        String hex = text.lines().map(line -> line.replaceFirst("#.*", "")).collect(Collectors.joining());
        return Buffer.buffer(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static String header(Instruction row, int dataSize, int argumentCount, int number, int max) {
        AnnotatedBytes header = new AnnotatedBytes();
        String type = row.messageType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        header.add(
                u(1, row.messageType().code()),
                "messageType " + row.messageType().code() + ", " + type);
        header.add(u(2, row.code()), "instruction " + row.code() + ", " + row.specName());
        header.add(u(4, dataSize), "dataSize " + dataSize);
        header.add(u(1, argumentCount), "argumentCount " + argumentCount);
        header.add(u(4, number), "dataMessageNumber " + number);
        header.add(u(4, max), "dataMessageMax " + max);
        return header.text();
    }

    private void arguments(Layout<?> layout, Object record) {
        new Walk(new Arguments()).fields("", layout, record);
    }

    private void binary(Layout<?> layout, Object record) {
        new Walk(new Binary()).fields("", layout, record);
    }

    private void add(Buffer bytes, String comment) {
        pieces.add(new Piece(bytes, comment));
    }

    private int size() {
        return pieces.stream().mapToInt(piece -> piece.bytes().length()).sum();
    }

    private List<AnnotatedBytes> packets() {
        List<AnnotatedBytes> packets = new ArrayList<>(List.of(new AnnotatedBytes()));
        for (Piece piece : pieces) {
            int room = DataTransfer.PACKET_SIZE - packets.getLast().size();
            if (piece.bytes().length() <= room) {
                packets.getLast().pieces.add(piece);
                continue;
            }
            if (room > 0) {
                packets.getLast()
                        .add(piece.bytes().getBuffer(0, room), piece.comment() + " (goes on in the next packet)");
            }
            packets.add(new AnnotatedBytes());
            packets.getLast().add(piece.bytes().getBuffer(room, piece.bytes().length()), piece.comment());
        }
        return packets;
    }

    private String text() {
        return pieces.stream().map(AnnotatedBytes::lines).collect(Collectors.joining());
    }

    private static String lines(Piece piece) {
        StringBuilder text = new StringBuilder();
        Buffer bytes = piece.bytes();
        int at = 0;
        do {
            int next = Math.min(bytes.length(), at + BYTES_A_LINE);
            String hex = HEX.formatHex(bytes.getBytes(at, next));
            String comment = at == 0 ? "# " + piece.comment() : "";
            text.append(String.format(Locale.ROOT, "%-48s%s", hex, comment).stripTrailing())
                    .append('\n');
            at = next;
        } while (at < bytes.length());
        return text.toString();
    }

    private static Buffer u(int bytes, long value) {
        Buffer out = Buffer.buffer();
        for (int shift = (bytes - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.appendByte((byte) (value >>> shift));
        }
        return out;
    }

    private static String quoted(String text) {
        String shown = text.length() <= 60 ? text : text.substring(0, 57) + "...";
        return '"' + shown.replace("\n", "\\n") + '"';
    }

    /** The receiver of the fields of one kind of data, each with its path. */
    private abstract static class Target implements FieldWriter {
        String path = "";

        abstract void option(boolean present);

        abstract void count(int items);
    }

    /** Goes down into lists, options and nested records, by the layout. */
    private record Walk(Target target) {
        void fields(String prefix, Layout<?> layout, Object record) {
            layout.fields().forEach(field -> field(prefix, field, record));
        }

        @SuppressWarnings("unchecked")
        private <T, V> void field(String prefix, Field<T, V> field, Object record) {
            value(prefix + field.name(), field.type(), field.accessor().apply((T) record));
        }

        @SuppressWarnings("unchecked")
        private <V> void value(String path, FieldType<V> type, Object value) {
            target.path = path;
            switch (type) {
                case Layout<?> layout -> fields(path + ".", layout, value);
                case FieldType.OptionalField<?> option -> {
                    Optional<?> content = (Optional<?>) value;
                    target.option(content.isPresent());
                    content.ifPresent(present -> value(path, option.of(), present));
                }
                case FieldType.ListField<?> list -> {
                    List<?> items = (List<?>) value;
                    target.count(items.size());
                    for (int i = 0; i < items.size(); i++) {
                        value(path + "[" + i + "]", list.of(), items.get(i));
                    }
                }
                default -> type.write(target, (V) value);
            }
        }
    }

    private final class Arguments extends Target {
        private void argument(String type, String text) {
            if (size() > 0) {
                add(Buffer.buffer(" "), "space");
            }
            if (text.isEmpty()) {
                pieces.add(new Piece(Buffer.buffer(), path + " " + type + ", empty"));
            } else {
                add(Buffer.buffer(text), path + " " + type + " " + quoted(text));
            }
        }

        @Override
        void option(boolean present) {
            throw new IllegalStateException("arguments have no options");
        }

        @Override
        void count(int items) {
            throw new IllegalStateException("arguments have no lists");
        }

        @Override
        public void text(String value) {
            argument("str", value);
        }

        @Override
        public void num(long units) {
            argument("num", Decimal.format(units));
        }

        @Override
        public void time(Instant value) {
            argument("time", Long.toString(value.toEpochMilli()));
        }

        @Override
        public void bool(boolean value) {
            argument("bool", Boolean.toString(value));
        }

        @Override
        public void integer(long value, int bytes) {
            argument("integer", Long.toString(value));
        }

        @Override
        public void uuid(UUID value) {
            argument("uuid", value.toString());
        }

        @Override
        public void bytes(byte[] value) {
            throw new IllegalStateException("arguments are text");
        }
    }

    private final class Binary extends Target {
        @Override
        void option(boolean present) {
            add(u(1, present ? 1 : 0), path + " opt, " + (present ? "there" : "absent"));
        }

        @Override
        void count(int items) {
            add(u(4, items), path + " list of " + items);
        }

        @Override
        public void text(String value) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            add(u(2, utf8.length).appendBytes(utf8), path + " str " + quoted(value));
        }

        @Override
        public void num(long units) {
            add(u(8, units), path + " num " + Decimal.format(units));
        }

        @Override
        public void time(Instant value) {
            add(u(8, value.toEpochMilli()), path + " time " + value);
        }

        @Override
        public void bool(boolean value) {
            add(u(1, value ? 1 : 0), path + " bool " + value);
        }

        @Override
        public void integer(long value, int bytes) {
            String type = bytes == Long.BYTES ? "i64" : "u" + bytes * Byte.SIZE;
            add(u(bytes, value), path + " " + type + " " + value);
        }

        @Override
        public void uuid(UUID value) {
            add(
                    u(8, value.getMostSignificantBits()).appendBuffer(u(8, value.getLeastSignificantBits())),
                    path + " uuid " + value);
        }

        @Override
        public void bytes(byte[] value) {
            add(Buffer.buffer(value), path + ", " + value.length + " bytes");
        }
    }
}
