package io.papertrader.master.live;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.papertrader.codec.message.Asset;
import io.papertrader.master.asset.Resolution;
import io.papertrader.master.asset.Sample;
import io.papertrader.node.config.AtLeastOne;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Decimal;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The reference rates of the European Central Bank: currencies, no key, once a working day; the data set {@code EXR} of
 * https://data.ecb.europa.eu. A rate is a currency's amount for a euro, so a pair is two of them, rounded half-even.
 */
@ApplicationScoped
class Ecb implements LiveProvider {
    private static final String NAME = "ecb";
    private static final String EURO = "EUR";

    /** The rates are those of a quarter past two in Frankfurt, and are told about two hours later. */
    private static final LocalTime TIME = LocalTime.of(14, 15);

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private final Web web;
    private final Duration every;

    /** The European Central Bank's reference rates, without a key. */
    @ConfigMapping(prefix = "papertrader.ecb")
    interface Config {
        /** The address of its data. */
        @WithDefault("https://data-api.ecb.europa.eu")
        String address();

        /** The shortest time between two questions: the rates change once a working day. */
        @WithDefault("10m")
        Duration every();

        /** The calls that it may get within an hour. */
        @WithConverter(AtLeastOne.class)
        @WithDefault("100")
        int callsPerHour();
    }

    @Inject
    Ecb(Webs webs, Config config) {
        this(webs.to(NAME, config.address(), config.callsPerHour(), Map.of()), config.every());
    }

    Ecb(Web web, Duration every) {
        this.web = web;
        this.every = every;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public DataTerms terms() {
        return DataTerms.OPEN;
    }

    @Override
    public Web web() {
        return web;
    }

    @Override
    public Duration every() {
        return every;
    }

    /** Pairs of two currencies; the one that it does not know is missing in its answer. */
    @Override
    public Uni<Map<AssetSymbol, String>> assets(Collection<AssetSymbol> wanted) {
        Map<AssetSymbol, String> names = new HashMap<>();
        wanted.stream()
                .filter(symbol -> symbol.folded().matches("[A-Z]{3}\\.[A-Z]{3}"))
                .forEach(symbol -> names.put(symbol, symbol.folded()));
        return Uni.createFrom().item(names);
    }

    @Override
    public Uni<List<Reading>> values(Map<AssetSymbol, String> assets) {
        return rates(assets.values(), "lastNObservations=1")
                .map(rates -> assets.entrySet().stream()
                        .flatMap(asset -> latest(asset.getKey(), asset.getValue(), rates))
                        .toList());
    }

    /** The latest is not sure where a row of one of its sides is none. */
    private static Stream<Reading> latest(AssetSymbol symbol, String pair, Rates rates) {
        return rates
                .faults(symbol, pair)
                .findFirst()
                .or(() -> rates.values(symbol, pair).reduce((earlier, later) -> later))
                .stream();
    }

    @Override
    public Uni<PastBars> history(AssetSymbol symbol, String ownName, Stretch stretch, Resolution resolution) {
        if (resolution == Resolution.MINUTE) {
            return Uni.createFrom().item(PastBars.none());
        }
        String days = "startPeriod=%s&endPeriod=%s".formatted(date(stretch.from()), date(stretch.to()));
        return rates(List.of(ownName), days)
                .map(rates -> PastBars.of(Stream.concat(rates.values(symbol, ownName), rates.faults(symbol, ownName))));
    }

    /** A rate a day, since there is the euro. */
    @Override
    public Duration reach(Resolution resolution) {
        return switch (resolution) {
            case MINUTE -> Duration.ZERO;
            case DAY -> FOR_EVER;
        };
    }

    private Uni<Rates> rates(Collection<String> pairs, String which) {
        Set<String> currencies = new TreeSet<>();
        pairs.forEach(pair -> currencies.addAll(sides(pair)));
        currencies.remove(EURO);
        return web.get("/service/data/EXR/D.%s.EUR.SP00.A?format=csvdata&detail=dataonly&%s"
                        .formatted(String.join("+", currencies), which))
                .map(Rates::of);
    }

    private static List<String> sides(String pair) {
        return List.of(pair.split("\\.", -1));
    }

    /** The rates of days, oldest first, each by its currency, and the currencies' rows that are none. */
    private record Rates(Map<LocalDate, Map<String, BigDecimal>> days, Map<String, List<String>> faults) {
        /** The word for a day without a rate. */
        private static final Set<String> NO_RATE = Set.of("NaN", "");

        static Rates of(WebAnswer answer) {
            Rates rates = new Rates(new TreeMap<>(), new HashMap<>());
            try (CsvReader<NamedCsvRecord> rows =
                    CsvReader.builder().ofNamedCsvRecord(answer.starting("csv", "KEY,"))) {
                for (NamedCsvRecord row : rows) {
                    rates.add(row.getField("CURRENCY"), row.getField("TIME_PERIOD"), row.getField("OBS_VALUE"));
                }
                return rates;
            } catch (NoSuchElementException | CsvParseException | IOException other) {
                throw new ProviderFault.Lasting("answered CSV of another form: " + other.getMessage());
            }
        }

        private void add(String currency, String date, String rate) {
            if (NO_RATE.contains(rate)) {
                return;
            }
            try {
                Map<String, BigDecimal> day = days.computeIfAbsent(LocalDate.parse(date), first -> new HashMap<>());
                BigDecimal price = Decimal.toBigDecimal(
                        QuotedFigures.price(rate, "OBS_VALUE").units());
                if (day.putIfAbsent(currency, price) != null) {
                    throw new IllegalArgumentException("it was there already");
                }
            } catch (IllegalArgumentException | DateTimeException bad) {
                faults.computeIfAbsent(currency, first -> new ArrayList<>())
                        .add(currency + " of " + date + ": " + bad.getMessage());
            }
        }

        /** The values of a pair on the days on which both of its sides have a rate. */
        Stream<Reading> values(AssetSymbol symbol, String pair) {
            return days.entrySet().stream().flatMap(day -> {
                List<BigDecimal> sides = sides(pair).stream()
                        .flatMap(side -> rate(day.getValue(), side).stream())
                        .toList();
                return sides.size() < 2
                        ? Stream.of()
                        : Stream.of(Reading.of(symbol, () -> value(symbol, day.getKey(), sides)));
            });
        }

        private static Optional<BigDecimal> rate(Map<String, BigDecimal> day, String side) {
            return Optional.ofNullable(side.equals(EURO) ? BigDecimal.ONE : day.get(side));
        }

        /** The faults of rows about the sides of a pair. */
        Stream<Reading> faults(AssetSymbol symbol, String pair) {
            return sides(pair).stream()
                    .flatMap(side -> faults.getOrDefault(side, List.of()).stream())
                    .map(fault -> new Reading.Nonsense(symbol, fault));
        }
    }

    private static Sample value(AssetSymbol symbol, LocalDate date, List<BigDecimal> sides) {
        BigDecimal quotient = sides.get(1).divide(sides.get(0), Decimal.SCALE, RoundingMode.HALF_EVEN);
        Money rate = QuotedFigures.price(quotient.toPlainString(), "the rate");
        Instant time = date.atTime(TIME).atZone(ZONE).toInstant();
        return new Sample(new Asset(symbol, rate, rate, rate, rate, Quantity.ZERO), time, NAME);
    }

    private static LocalDate date(Instant moment) {
        return LocalDate.ofInstant(moment, ZONE);
    }
}
