package io.papertrader.bench.update;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.SplittableRandom;

/**
 * A list of many assets, and recorded days of each of them, as an operator would have them.
 *
 * @param list the list's file
 * @param folder the folder of the recording
 */
record Universe(Path list, Path folder) {
    private static final LocalDate FIRST = LocalDate.of(2014, 4, 1);
    private static final int SEED = 1;

    /** Prices that go up or down by some cents a day. */
    static Universe write(Path home, int assets, int days) throws IOException {
        Universe universe = new Universe(home.resolve("list.csv"), Files.createDirectory(home.resolve("recorded")));
        SplittableRandom random = new SplittableRandom(SEED);
        try (BufferedWriter list = Files.newBufferedWriter(universe.list());
                BufferedWriter rows = Files.newBufferedWriter(universe.folder().resolve("all.csv"))) {
            list.write("symbol,name,currency\n");
            rows.write("symbol,date,open,high,low,close,volume\n");
            for (int asset = 1; asset <= assets; asset++) {
                list.write("U" + asset + ",Asset " + asset + ",USD\n");
                int cents = random.nextInt(1_000, 50_000);
                for (LocalDate day = FIRST; day.isBefore(FIRST.plusDays(days)); day = day.plusDays(1)) {
                    int close = cents + random.nextInt(-50, 51);
                    if (day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0) {
                        rows.write(row(asset, day, cents, close));
                    }
                    cents = close;
                }
            }
        }
        return universe;
    }

    private static String row(int asset, LocalDate day, int open, int close) {
        return "U" + asset + ',' + day + ',' + price(open) + ',' + price(Math.max(open, close) + 10) + ','
                + price(Math.min(open, close) - 10) + ',' + price(close) + ",1000\n";
    }

    private static String price(int cents) {
        return cents / 100 + "." + cents / 10 % 10 + cents % 10;
    }
}
