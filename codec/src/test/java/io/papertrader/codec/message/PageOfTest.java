package io.papertrader.codec.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageOfTest {
    @Test
    void isTheLastWhereNoMoreWasFoundThanItHolds() {
        assertThat(PageOf.first(2, List.of("a", "b"), item -> item))
                .isEqualTo(new PageOf<>(List.of("a", "b"), Optional.empty()));
    }

    @Test
    void endsBehindItsLastItemWhereMoreWasFound() {
        assertThat(PageOf.first(2, List.of("a", "b", "c"), item -> item))
                .isEqualTo(new PageOf<>(List.of("a", "b"), Optional.of(new Cursor("b"))));
    }
}
