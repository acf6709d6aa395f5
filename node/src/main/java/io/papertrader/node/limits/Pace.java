package io.papertrader.node.limits;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pace of tries: so many at once, then one in each interval. */
public record Pace(int atOnce, Duration interval) {
    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,5}) at once, then 1 every ([1-9]\\d{0,5})([smh])");
    private static final Duration LONGEST = Duration.ofDays(30);

    public Pace {
        if (interval.multipliedBy(atOnce).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("must come back in full within 30 days");
        }
    }

    /** A pace from its text, such as {@code 10 at once, then 1 every 90s}. */
    public static Pace parse(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("must be like \"10 at once, then 1 every 90s\" (s, m or h)");
        }
        long count = Long.parseLong(parts.group(2));
        Duration interval =
                switch (parts.group(3)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    default -> Duration.ofHours(count);
                };
        return new Pace(Integer.parseInt(parts.group(1)), interval);
    }

    /** The time until all tries are there again. */
    Duration untilFull() {
        return interval.multipliedBy(atOnce);
    }
}
