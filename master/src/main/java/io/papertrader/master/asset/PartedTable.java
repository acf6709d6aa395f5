package io.papertrader.master.asset;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Optional;

/** A table of the past, in parts that each hold a stretch of time and go as a whole. */
enum PartedTable {
    /** Every update, in weeks. */
    UPDATES("asset_value", 10) {
        @Override
        LocalDate begin(LocalDate date) {
            return date.minusDays(date.getDayOfWeek().getValue() - 1L);
        }

        @Override
        LocalDate next(LocalDate begin) {
            return begin.plusWeeks(1);
        }
    },
    /** Minutes, in months. */
    MINUTES("asset_minute", 3) {
        @Override
        LocalDate begin(LocalDate date) {
            return date.withDayOfMonth(1);
        }

        @Override
        LocalDate next(LocalDate begin) {
            return begin.plusMonths(1);
        }
    },
    /** Days, in years. */
    DAYS("asset_day", 1) {
        @Override
        LocalDate begin(LocalDate date) {
            return date.with(TemporalAdjusters.firstDayOfYear());
        }

        @Override
        LocalDate next(LocalDate begin) {
            return begin.plusYears(1);
        }
    };

    private final String table;
    private final int ahead;

    PartedTable(String table, int ahead) {
        this.table = table;
        this.ahead = ahead;
    }

    /** The first date of the part in which this one lies. */
    abstract LocalDate begin(LocalDate date);

    /** The first date of the part behind the one that begins here. */
    abstract LocalDate next(LocalDate begin);

    /** Its name in Postgres. */
    String table() {
        return table;
    }

    /** The number of parts that are made ahead: a replay's days pass quickly. */
    int ahead() {
        return ahead;
    }

    /** The table of this name. */
    static Optional<PartedTable> named(String table) {
        return Arrays.stream(values()).filter(each -> each.table.equals(table)).findAny();
    }
}
