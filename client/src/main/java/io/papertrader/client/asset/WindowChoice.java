package io.papertrader.client.asset;

import picocli.CommandLine.Option;

/** One of the windows; a month where none is chosen. */
public final class WindowChoice {
    @Option(names = "--day", description = "Every update of a day.")
    boolean isDay;

    @Option(names = "--week", description = "Seven days.")
    boolean isWeek;

    @Option(names = "--month", description = "A month; so it is without any of these.")
    boolean isMonth;

    @Option(names = "--year", description = "Twelve months.")
    boolean isYear;

    @Option(names = "--all", description = "All that is stored.")
    boolean isAll;

    /** What was chosen. */
    public Window window() {
        if (isDay) {
            return Window.DAY;
        }
        if (isWeek) {
            return Window.WEEK;
        }
        if (isYear) {
            return Window.YEAR;
        }
        return isAll ? Window.ALL : Window.MONTH;
    }
}
