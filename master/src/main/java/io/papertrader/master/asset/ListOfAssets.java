package io.papertrader.master.asset;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.wire.Utf8;
import io.papertrader.node.StartRefusal;
import io.papertrader.node.search.AssetIndex;
import io.papertrader.vocabulary.AssetSymbol;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The list of assets to retrieve (specification 2.3.1), from a CSV file, as spreadsheets save it too. */
@ApplicationScoped
public class ListOfAssets {
    private static final String REPLAYED = "/market-data/assets.csv";
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String HEADER = "symbol,name,currency";

    /**
     * The fourth column may be missing or empty; it names an asset's class: its providers or, in a replay, its hours.
     */
    private static final String HEADER_WITH_CLASS = HEADER + ",class";

    private final Map<AssetSymbol, ListedAsset> assets;
    private final NavigableMap<AssetSymbol, ListedAsset> bySymbol;
    private final Map<String, ListedAsset> byFolded;
    private final AssetIndex index;

    ListOfAssets(AssetConfig config, MarketChoice choice) {
        this.assets = config.list().map(file -> read(file, choice)).orElseGet(() -> builtIn(choice));
        this.bySymbol = new TreeMap<>(assets);
        this.byFolded = assets.values().stream()
                .collect(Collectors.toMap(asset -> asset.symbol().folded(), asset -> asset));
        this.index = new AssetIndex(
                assets.values().stream().map(ListedAsset::toMatch).toList());
    }

    /** Every asset, in the file's order. */
    public Collection<ListedAsset> all() {
        return assets.values();
    }

    /** Every asset behind this one, or every asset, by symbol. */
    Collection<ListedAsset> bySymbol(Optional<AssetSymbol> after) {
        return after.map(symbol -> bySymbol.tailMap(symbol, false))
                .orElse(bySymbol)
                .values();
    }

    /** The asset of this symbol, whichever sign parts its class or pair; its own symbol is the list's spelling. */
    public Optional<ListedAsset> find(AssetSymbol symbol) {
        return Optional.ofNullable(byFolded.get(symbol.folded()));
    }

    /** The index to look for assets in. */
    public AssetIndex index() {
        return index;
    }

    private static Map<AssetSymbol, ListedAsset> builtIn(MarketChoice choice) {
        Map<AssetSymbol, ListedAsset> all = new LinkedHashMap<>();
        if (choice.isReplay()) {
            all.putAll(parse(Resources.lines(REPLAYED), "built in", choice));
        }
        for (AssetClass each : choice.classes()) {
            String list = "/market-data/live/" + each.word() + ".csv";
            all.putAll(parse(Resources.lines(list), "built in", choice, Optional.of(each)));
        }
        return all;
    }

    private static Map<AssetSymbol, ListedAsset> read(Path file, MarketChoice choice) {
        try {
            return parse(Files.readAllLines(file), file.toString(), choice);
        } catch (IOException e) {
            throw StartRefusal.because(
                    "The list of assets %s (PAPERTRADER_ASSET_LIST) cannot be read: %s; name a file of lines %s."
                            .formatted(file, e, HEADER));
        } catch (IllegalArgumentException bad) {
            throw StartRefusal.because(String.valueOf(bad.getMessage()));
        }
    }

    private static Map<AssetSymbol, ListedAsset> parse(Iterable<String> lines, String file, MarketChoice choice) {
        return parse(lines, file, choice, choice.usualClass());
    }

    private static Map<AssetSymbol, ListedAsset> parse(
            Iterable<String> lines, String file, MarketChoice choice, Optional<AssetClass> usual) {
        Map<AssetSymbol, ListedAsset> assets = new LinkedHashMap<>();
        Map<String, AssetSymbol> byFolded = new HashMap<>();
        int number = 0;
        for (String text : lines) {
            number++;
            String line = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            if (line.isBlank() || line.startsWith("#") || isHeader(line.strip())) {
                continue;
            }
            List<String> columns = columns(line, file, number);
            if (columns.stream().allMatch(String::isBlank)) {
                continue;
            }
            ListedAsset asset = parse(columns, file, number, choice, usual);
            AssetSymbol same = byFolded.put(asset.symbol().folded(), asset.symbol());
            if (same != null) {
                throw fault(file, number, twice(same, asset.symbol()));
            }
            assets.put(asset.symbol(), asset);
        }
        return assets;
    }

    private static String twice(AssetSymbol first, AssetSymbol second) {
        return first.equals(second)
                ? second + " stands twice"
                : second + " is another spelling of " + first + ", which stands above; leave one of them out";
    }

    private static boolean isHeader(String line) {
        String plain = line.replace("\"", "");
        return plain.equalsIgnoreCase(HEADER) || plain.equalsIgnoreCase(HEADER_WITH_CLASS);
    }

    private static ListedAsset parse(
            List<String> columns, String file, int number, MarketChoice choice, Optional<AssetClass> usual) {
        boolean hasFourth = columns.size() == 4;
        if (!(columns.size() == 3 || hasFourth)
                || columns.get(1).isBlank()
                || columns.get(2).isBlank()) {
            throw fault(file, number, "write " + HEADER_WITH_CLASS);
        }
        boolean hasClass = hasFourth && !columns.get(3).isBlank();
        try {
            return new ListedAsset(
                    column("symbol", columns.get(0), AssetSymbol::new),
                    column("name", columns.get(1), name -> Utf8.checked(name, AssetInfo.NAME_BYTES)),
                    column("currency", columns.get(2), currency -> Utf8.checked(currency, AssetInfo.CURRENCY_BYTES)),
                    hasClass ? Optional.of(column("class", columns.get(3), word -> served(word, choice))) : usual);
        } catch (IllegalArgumentException bad) {
            throw fault(file, number, String.valueOf(bad.getMessage()));
        }
    }

    /** Names may have commas in them, in quotes. */
    private static List<String> columns(String line, String file, int number) {
        try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(line)) {
            return rows.stream().findFirst().map(CsvRecord::getFields).orElse(List.of());
        } catch (CsvParseException | IOException bad) {
            throw fault(file, number, "write " + HEADER_WITH_CLASS);
        }
    }

    private static AssetClass served(String word, MarketChoice choice) {
        AssetClass named = AssetClass.named(word)
                .orElseThrow(() -> new IllegalArgumentException("\"" + word + "\" is none of " + AssetClass.words()));
        if (!choice.isReplay() && !choice.classes().contains(named)) {
            throw new IllegalArgumentException("\"" + word + "\" is not served (PAPERTRADER_MARKET)");
        }
        return named;
    }

    private static <T> T column(String name, String text, Function<String, T> read) {
        try {
            return read.apply(text.strip());
        } catch (IllegalArgumentException bad) {
            throw new IllegalArgumentException(name + " " + bad.getMessage(), bad);
        }
    }

    private static IllegalArgumentException fault(String file, int number, String what) {
        return new IllegalArgumentException("The list of assets " + file + ", line " + number + ": " + what);
    }
}
