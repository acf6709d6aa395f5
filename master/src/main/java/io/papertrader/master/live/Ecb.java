package io.papertrader.master.live;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.papertrader.codec.message.Asset;
import io.papertrader.master.asset.Resolution;
import io.papertrader.master.asset.Sample;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Decimal;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.smallrye.config.ConfigMapping;
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
                        .map(asset -> Reading.of(asset.getKey(), () -> latest(asset.getKey(), asset.getValue(), rates)))
                        .toList());
    }

    private static Sample latest(AssetSymbol symbol, String pair, Map<LocalDate, Map<String, BigDecimal>> rates) {
        return rates.entrySet().stream()
                .flatMap(day -> value(symbol, pair, day.getKey(), day.getValue()).stream())
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalArgumentException("it told of none"));
    }

    @Override
    public Uni<PastBars> history(AssetSymbol symbol, String ownName, Stretch stretch, Resolution resolution) {
        if (resolution == Resolution.MINUTE) {
            return Uni.createFrom().item(PastBars.none());
        }
        String days = "startPeriod=%s&endPeriod=%s".formatted(date(stretch.from()), date(stretch.to()));
        return rates(List.of(ownName), days)
                .map(rates -> PastBars.of(rates.entrySet().stream()
                        .flatMap(day -> value(symbol, ownName, day.getKey(), day.getValue()).stream())
                        .map(Reading.Value::new)));
    }

    /** A rate a day, since there is the euro. */
    @Override
    public Duration reach(Resolution resolution) {
        return switch (resolution) {
            case MINUTE -> Duration.ZERO;
            case DAY -> FOR_EVER;
        };
    }

    /** The rates of each day, by date and currency. */
    private Uni<Map<LocalDate, Map<String, BigDecimal>>> rates(Collection<String> pairs, String which) {
        Set<String> currencies = new TreeSet<>();
        pairs.forEach(pair -> currencies.addAll(List.of(pair.split("\\.", -1))));
        currencies.remove(EURO);
        return web.get("/service/data/EXR/D.%s.EUR.SP00.A?format=csvdata&detail=dataonly&%s"
                        .formatted(String.join("+", currencies), which))
                .map(Ecb::parse);
    }

    private static Map<LocalDate, Map<String, BigDecimal>> parse(WebAnswer answer) {
        Map<LocalDate, Map<String, BigDecimal>> rates = new TreeMap<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(answer.starting("csv", "KEY,"))) {
            for (NamedCsvRecord row : rows) {
                rate(row.getField("OBS_VALUE"))
                        .ifPresent(rate -> rates.computeIfAbsent(
                                        LocalDate.parse(row.getField("TIME_PERIOD")), first -> new HashMap<>())
                                .put(row.getField("CURRENCY"), rate));
            }
            return rates;
        } catch (NoSuchElementException | CsvParseException | DateTimeException | IOException other) {
            throw new ProviderFault.Lasting("answered CSV of another form: " + other.getMessage());
        }
    }

    /** Days on which there is none are written as NaN. */
    private static Optional<BigDecimal> rate(String text) {
        try {
            return Optional.of(
                    Decimal.toBigDecimal(QuotedFigures.price(text, "OBS_VALUE").units()));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** A day's value of a pair; none where one of its sides has none. */
    private static Optional<Sample> value(
            AssetSymbol symbol, String pair, LocalDate date, Map<String, BigDecimal> rates) {
        List<BigDecimal> sides = Stream.of(pair.split("\\.", -1))
                .flatMap(side -> Optional.ofNullable(side.equals(EURO) ? BigDecimal.ONE : rates.get(side)).stream())
                .toList();
        if (sides.size() < 2) {
            return Optional.empty();
        }
        Money rate = new Money(Decimal.units(sides.get(1).divide(sides.get(0), Decimal.SCALE, RoundingMode.HALF_EVEN)));
        Instant time = date.atTime(TIME).atZone(ZONE).toInstant();
        return Optional.of(new Sample(new Asset(symbol, rate, rate, rate, rate, Quantity.ZERO), time, NAME));
    }

    private static LocalDate date(Instant moment) {
        return LocalDate.ofInstant(moment, ZONE);
    }
}
