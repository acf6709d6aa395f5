package io.papertrader.codec.message;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The items of one page.
 *
 * @param next the place where the next page begins; absent where there is no more
 */
public record PageOf<T>(List<T> items, Optional<Cursor> next) {
    public PageOf {
        items = List.copyOf(items);
    }

    /**
     * The first of these. Whoever looks for one more than a page has sees whether there is more.
     *
     * @param position a cursor's text for an item, behind which a page can begin
     */
    public static <T> PageOf<T> first(int most, List<T> found, Function<T, String> position) {
        if (found.size() <= most) {
            return new PageOf<>(found, Optional.empty());
        }
        List<T> items = found.subList(0, most);
        return new PageOf<>(items, Optional.of(new Cursor(position.apply(items.getLast()))));
    }
}
