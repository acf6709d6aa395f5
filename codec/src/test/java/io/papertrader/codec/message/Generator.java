package io.papertrader.codec.message;

import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Percent;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import io.vertx.core.buffer.Buffer;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes random records by their layouts: nesting, lists and options from the layout, each value by its Java type. Times
 * are whole milliseconds, as on the wire.
 */
final class Generator {
    private static final String NAME_LETTERS = "ABCXYZabcxyz0189_.-";
    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final RandomGenerator random;
    private final int maxItems;
    private final Map<Class<?>, Supplier<Object>> values;

    Generator(RandomGenerator random, int maxItems) {
        this.random = random;
        this.maxItems = maxItems;
        this.values = Map.ofEntries(
                Map.entry(String.class, this::text),
                Map.entry(boolean.class, random::nextBoolean),
                Map.entry(Instant.class, () -> Instant.ofEpochMilli(number())),
                Map.entry(UUID.class, this::uuid),
                Map.entry(Buffer.class, () -> Buffer.buffer(bytes(random.nextInt(200)))),
                Map.entry(Money.class, () -> new Money(number())),
                Map.entry(Percent.class, () -> new Percent(number())),
                Map.entry(Quantity.class, () -> new Quantity(number() & Long.MAX_VALUE)),
                Map.entry(UserName.class, () -> new UserName("a" + word(NAME_LETTERS, random.nextInt(24)))),
                Map.entry(HashedPass.class, () -> new HashedPass(word(BASE64URL, 43))),
                Map.entry(ProviderName.class, () -> new ProviderName(word("abcxyz019-", 1 + random.nextInt(32)))),
                Map.entry(DeviceToken.class, () -> new DeviceToken(word(BASE64URL, 43))),
                Map.entry(NonceSecret.class, () -> new NonceSecret(word(BASE64URL, 43))),
                Map.entry(
                        IdToken.class,
                        () -> new IdToken(word(BASE64URL, 9) + "." + word(BASE64URL, 40) + "." + word(BASE64URL, 22))),
                Map.entry(SessionId.class, () -> SessionId.of(bytes(SessionId.BYTES))),
                Map.entry(SessionKey.class, () -> SessionKey.of(bytes(SessionKey.BYTES))),
                Map.entry(
                        SessionHash.class, () -> new SessionHash(HexFormat.of().formatHex(bytes(32)))),
                Map.entry(
                        SessionName.class, () -> new SessionName(HexFormat.of().formatHex(bytes(8)))),
                Map.entry(TransactionId.class, () -> new TransactionId(uuid())),
                Map.entry(AssetSymbol.class, () -> new AssetSymbol("A" + word(NAME_LETTERS, random.nextInt(24)))),
                Map.entry(Email.class, this::email),
                Map.entry(OneTimeToken.class, () -> OneTimeToken.make(random)),
                Map.entry(NameOrEmail.class, () -> new NameOrEmail(email().value())),
                Map.entry(AsOf.class, this::asOf),
                Map.entry(Cursor.class, () -> new Cursor(word("ABCabc019.:[]=_", random.nextInt(40)))),
                Map.entry(ActionKind.class, () -> one(ActionKind.values())),
                Map.entry(LocalDate.class, () -> LocalDate.ofEpochDay(random.nextInt(40_000))),
                Map.entry(ForecastModel.class, () -> one(ForecastModel.values())),
                Map.entry(SeriesWindow.class, () -> one(SeriesWindow.values())),
                Map.entry(WorkerAddress.class, this::workerAddress),
                Map.entry(FailCode.class, () -> one(FailCode.values())),
                Map.entry(Side.class, () -> one(Side.values())),
                Map.entry(MarketState.class, () -> one(MarketState.values())),
                Map.entry(ConnectionState.class, () -> one(ConnectionState.values())),
                Map.entry(TransactionState.class, () -> one(TransactionState.values())));
    }

    /** A record of this layout; tries again where its fields do not go together. */
    Object record(Layout<?> layout) {
        return Stream.generate(() -> attempt(layout))
                .limit(100)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + layout.name() + " could be made"));
    }

    private Optional<Object> attempt(Layout<?> layout) {
        RecordComponent[] components = layout.type().getRecordComponents();
        Object[] fields = IntStream.range(0, components.length)
                .mapToObj(i -> value(layout.fields().get(i).type(), components[i].getGenericType()))
                .toArray();
        try {
            return Optional.of(layout.build(fields));
        } catch (IllegalArgumentException outOfBounds) {
            return Optional.empty();
        }
    }

    private Object value(FieldType<?> type, Type java) {
        return switch (type) {
            case Layout<?> layout -> record(layout);
            case FieldType.OptionalField<?> option ->
                random.nextInt(3) == 0 ? Optional.empty() : Optional.of(value(option.of(), argument(java)));
            case FieldType.ListField<?> list -> items(() -> value(list.of(), argument(java)), maxItems);
            default -> argument(type, java);
        };
    }

    /** An argument that holds several values, or one or none, or one. */
    private Object argument(FieldType<?> type, Type java) {
        if (!(java instanceof ParameterizedType generic)) {
            return simple(type, java);
        }
        return generic.getRawType() == Optional.class
                ? Optional.of(simple(type, argument(java))).filter(value -> random.nextBoolean())
                : items(() -> simple(type, argument(java)), 5);
    }

    private Object simple(FieldType<?> type, Type java) {
        if (java == long.class) {
            return type.name().equals("u32") ? number() & 0xFFFF_FFFFL : number();
        }
        return Optional.ofNullable(values.get(java))
                .orElseThrow(() -> new AssertionError("Generator knows no values of " + java.getTypeName()))
                .get();
    }

    private List<Object> items(Supplier<Object> item, int max) {
        // Mostly few, sometimes as many as there may be.
        int count = random.nextInt(10) == 0 ? random.nextInt(max + 1) : random.nextInt(Math.min(max, 4) + 1);
        return Stream.generate(item).limit(count).toList();
    }

    private static Type argument(Type java) {
        return ((ParameterizedType) java).getActualTypeArguments()[0];
    }

    /** A number of any size, the smallest and the largest among them. */
    private long number() {
        return switch (random.nextInt(20)) {
            case 0 -> Long.MAX_VALUE;
            case 1 -> Long.MIN_VALUE;
            case 2 -> 0;
            default -> random.nextLong() >> random.nextInt(64);
        };
    }

    private String text() {
        return random.ints(random.nextInt(40), 0, 0x11000)
                .filter(Character::isDefined)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .mapToObj(Character::toString)
                .collect(Collectors.joining(random.nextBoolean() ? " " : ""));
    }

    private String word(String letters, int length) {
        return random.ints(length, 0, letters.length())
                .mapToObj(at -> letters.substring(at, at + 1))
                .collect(Collectors.joining());
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** A part of a domain may have 63 characters in Punycode, so that others than those of ASCII leave less room. */
    private Email email() {
        String domain = random.nextBoolean()
                ? word("abc09", 1) + word("abc-09", random.nextInt(62)) + word("abc09", 1)
                : word("abcé09", 1) + word("abcé-09", random.nextInt(12)) + word("abcé09", 1);
        return new Email(word(NAME_LETTERS + "+é", 1 + random.nextInt(64)) + "@" + domain + "." + word("abc", 2));
    }

    private AsOf asOf() {
        LocalDate day = LocalDate.of(1800, 1, 1).plusDays(random.nextInt(430_000));
        return random.nextBoolean()
                ? AsOf.day(day)
                : AsOf.moment(Instant.ofEpochSecond(day.toEpochDay() * 86_400, random.nextLong(86_400_000_000_000L)));
    }

    private WorkerAddress workerAddress() {
        String host = random.nextBoolean() ? word("abc.-019", 1 + random.nextInt(60)) : "2001:db8::" + word("abc09", 4);
        return new WorkerAddress(host, 1 + random.nextInt(65_535));
    }

    private <E> E one(E[] all) {
        return all[random.nextInt(all.length)];
    }
}
