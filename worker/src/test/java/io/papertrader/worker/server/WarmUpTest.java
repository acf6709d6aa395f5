package io.papertrader.worker.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetReply.AssetListPage;
import io.papertrader.codec.message.AssetRequest.GetAssetListPage;
import io.papertrader.codec.message.Cursor;
import io.papertrader.worker.Asked;
import io.papertrader.worker.Await;
import io.papertrader.worker.MasterStandIn;
import io.papertrader.worker.Samples;
import io.papertrader.worker.ValuesHeldBack;
import io.papertrader.worker.master.Relay;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ValuesHeldBack.class)
class WarmUpTest {
    MasterStandIn master;

    @Inject
    Relay relay;

    private static Response ready() {
        return RestAssured.get("/q/health/ready");
    }

    @Test
    void isNotReadyUntilItHasTheValues() throws Exception {
        Asked<GetAssetListPage> asked = master.next(GetAssetListPage.class);

        Response before = ready();
        asked.answer(new AssetListPage(new AssetList(Samples.ASSETS), Optional.of(new Cursor("MSFT"))));
        Asked<GetAssetListPage> rest = master.next(GetAssetListPage.class);
        Response between = ready();
        rest.answer(new AssetListPage(new AssetList(List.of()), Optional.empty()));

        assertThat(rest.request().after()).isEqualTo(new Cursor("MSFT"));
        assertThat(between.statusCode()).isEqualTo(503);
        assertThat(relay.isUp()).isTrue();
        assertThat(before.statusCode()).isEqualTo(503);
        assertThat(before.<Boolean>path("checks[0].data.link")).isTrue();
        assertThat(before.<Boolean>path("checks[0].data.valuesWarm")).isFalse();
        Await.until(() -> ready().statusCode() == 200);
    }
}
