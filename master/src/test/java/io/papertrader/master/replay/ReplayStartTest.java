package io.papertrader.master.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.market.action.ActionId;
import org.junit.jupiter.api.Test;

class ReplayStartTest {
    private static final ActionId SPLIT = new ActionId("AAPL-2014-06-09-split");

    @Test
    void namesAnActionAnewInEachRoundButTheFirst() {
        assertThat(ReplayStart.name(SPLIT, 0)).isEqualTo(SPLIT);
        assertThat(ReplayStart.name(SPLIT, 2)).isEqualTo(new ActionId("AAPL-2014-06-09-split:2"));
    }

    @Test
    void givesTwoLongNamesThatEndAlikeOrBeginAlikeTwoNames() {
        String most = "A".repeat(ActionId.MAX_LENGTH - 1);

        assertThat(ReplayStart.name(new ActionId(most + "1"), 12))
                .isNotEqualTo(ReplayStart.name(new ActionId(most + "2"), 12));
        assertThat(ReplayStart.name(new ActionId("1" + most), 12))
                .isNotEqualTo(ReplayStart.name(new ActionId("2" + most), 12));
    }
}
