package io.papertrader.cli.export;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.codec.message.AccountReply.UserInfo;
import io.papertrader.codec.message.CareReply.AccountRecordPage;
import io.papertrader.codec.message.CareReply.LoginAddress;
import io.papertrader.codec.message.CareReply.RecordLine;
import io.papertrader.codec.message.CareReply.SessionLine;
import io.papertrader.codec.message.PortfolioAction;
import io.papertrader.codec.message.TradeReply.Portfolio;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.UserName;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Everything that the network has of an account, in one document. */
final class AccountExport {
    private AccountExport() {}

    static JsonObject of(PaperTraderClient client, UserName user) {
        List<AccountRecordPage> record = await(client.care().recordPages().all());
        return new JsonObject()
                .put("account", UserInfo.LAYOUT.toJson(await(client.userInfo(user))))
                .put("isPublic", record.getFirst().isPublic())
                .put("sessions", SessionLine.LAYOUT.toJson(await(client.care().sessions())))
                .put(
                        "loginAddresses",
                        LoginAddress.LAYOUT.toJson(
                                await(client.care().loginAddresses()).addresses()))
                .put(
                        "record",
                        RecordLine.LAYOUT.toJson(record.stream()
                                .flatMap(page -> page.lines().stream())
                                .toList()))
                .put(
                        "portfolio",
                        Portfolio.LAYOUT
                                .toJson(await(client.wholePortfolio(user)))
                                .put(
                                        "source",
                                        await(client.marketData().market()).source()))
                .put(
                        "history",
                        Transaction.LAYOUT.toJson(
                                await(client.wholeHistory(user)).transactions()))
                .put("corporateActions", PortfolioAction.LAYOUT.toJson(await(client.corporateActions())));
    }
}
