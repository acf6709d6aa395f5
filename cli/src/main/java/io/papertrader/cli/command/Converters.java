package io.papertrader.cli.command;

import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.NameOrEmail;
import io.papertrader.codec.message.OneTimeToken;
import io.papertrader.codec.message.ProviderName;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.tls.HostName;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Decimal;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.TransactionId;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Conversions of typed text into the protocol's values, whose own constructors check it. */
public final class Converters {
    private static final Pattern BARE_NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

    private static final List<Converter<?>> ALL = List.of(
            new Converter<>(AssetSymbol.class, AssetSymbol::new),
            new Converter<>(UserName.class, UserName::new),
            new Converter<>(ProviderName.class, text -> new ProviderName(text.toLowerCase(Locale.ROOT))),
            new Converter<>(Email.class, Email::new),
            new Converter<>(NameOrEmail.class, NameOrEmail::new),
            new Converter<>(OneTimeToken.class, OneTimeToken::typed),
            new Converter<>(Quantity.class, Converters::quantity),
            new Converter<>(TransactionId.class, TransactionId::parse),
            new Converter<>(AsOf.class, AsOf::parse),
            new Converter<>(LocalDate.class, Converters::date),
            new Converter<>(WorkerAddress.class, WorkerAddress::parse),
            new Converter<>(HostName.class, HostName::new),
            new Converter<>(Path.class, Converters::path),
            new Converter<>(URI.class, Converters::uri));

    private Converters() {}

    private record Converter<T>(Class<T> type, Function<String, T> make) implements ITypeConverter<T> {
        @Override
        public T convert(String text) {
            try {
                return make.apply(text);
            } catch (IllegalArgumentException outOfBounds) {
                throw new TypeConversionException("'" + text + "' " + outOfBounds.getMessage() + ".");
            }
        }

        void register(CommandLine command) {
            command.registerConverter(type, this);
        }

        Optional<String> refusal(String text) {
            try {
                convert(text);
                return Optional.empty();
            } catch (TypeConversionException refusal) {
                return Optional.ofNullable(refusal.getMessage());
            }
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException none) {
            throw new IllegalArgumentException("must be a date such as 2014-04-21", none);
        }
    }

    /** Teaches the command and its subcommands every type. */
    public static void register(CommandLine command) {
        ALL.forEach(converter -> converter.register(command));
    }

    /** The reason for which the text is no value of the type, where it is none. */
    public static Optional<String> refusal(Class<?> type, String text) {
        return ALL.stream()
                .filter(converter -> converter.type().equals(type))
                .findAny()
                .flatMap(converter -> converter.refusal(text));
    }

    /** A quantity to buy or to sell. */
    public static Quantity quantity(String text) {
        try {
            Quantity quantity = Quantity.of(text);
            if (quantity.isPositive()) {
                return quantity;
            }
        } catch (IllegalArgumentException outOfBounds) {
            // It is said in the same way.
        }
        throw new IllegalArgumentException("must be a quantity of more than 0 and at most "
                + Decimal.grouped(Long.MAX_VALUE, 0) + ", as 10 or 0.5");
    }

    /** The name of a file, as this machine and its locale can say it. */
    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("cannot be the name of a file here (" + e.getReason() + ")", e);
        }
    }

    /** An address such as {@code http://127.0.0.1:9048}. */
    public static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("must be a URL like http://127.0.0.1:9048", e);
        }
    }

    /** A duration such as {@code 2} or {@code 0.5} seconds, {@code 1m}, {@code 1.5s}. */
    static Duration duration(String text) {
        try {
            String seconds = BARE_NUMBER.matcher(text).matches() ? text + "s" : text;
            return Duration.parse("PT" + seconds.toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("must be a time like 2, 0.5 or 1m", e);
        }
    }
}
