package io.papertrader.codec.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Instruction.Session;
import io.papertrader.codec.message.Instruction.Use;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Field;
import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of the protocol against itself, and against the numbers that other front ends rely on. */
class InstructionTest {
    private static final List<Instruction> ROWS = List.of(Instruction.values());

    @Test
    void hasTheNumbersOfTheProtocol() {
        List<String> table = ROWS.stream()
                .map(row -> row.messageType() + " " + row.code() + " " + row.specName())
                .toList();

        assertThat(table)
                .containsExactlyInAnyOrder(
                        "COMMAND 1 login",
                        "COMMAND 2 login",
                        "COMMAND 3 register",
                        "COMMAND 4 purchaseAsset",
                        "COMMAND 5 sellAsset",
                        "COMMAND 6 switchState",
                        "COMMAND 256 getWorkers",
                        "COMMAND 257 logout",
                        "COMMAND 258 getWorkersPage",
                        "COMMAND 260 resume",
                        "COMMAND 261 placeOrder",
                        "COMMAND 262 cancelOrder",
                        "COMMAND 263 loginExternal",
                        "COMMAND 264 registerExternal",
                        "COMMAND 265 linkLogin",
                        "COMMAND 266 unlinkLogin",
                        "COMMAND 267 requestReset",
                        "COMMAND 268 resetPassword",
                        "COMMAND 269 setPassword",
                        "COMMAND 270 changeEmail",
                        "COMMAND 271 confirmEmail",
                        "COMMAND 279 listSessions",
                        "COMMAND 280 endSession",
                        "COMMAND 281 getLoginProviders",
                        "COMMAND 282 setProfile",
                        "COMMAND 283 deleteAccount",
                        "COMMAND 284 getAccountRecord",
                        "COMMAND 285 registerInvited",
                        "COMMAND 286 getLoginAddresses",
                        "COMMAND 287 loginFromDevice",
                        "COMMAND 288 rememberDevice",
                        "COMMAND 319 getCorporateActions",
                        "COMMAND 1039 noteUses",
                        "COMMAND 1043 noteWanted",
                        "DATA_TRANSFER 16 getAssetInfo",
                        "DATA_TRANSFER 17 getAssetValueCurrent",
                        "DATA_TRANSFER 18 getAssetValueDay",
                        "DATA_TRANSFER 19 getAssetValueWeek",
                        "DATA_TRANSFER 20 getAssetValueMonth",
                        "DATA_TRANSFER 21 getAssetValueYear",
                        "DATA_TRANSFER 22 getAssetValueAllTime",
                        "DATA_TRANSFER 23 getUserInfo",
                        "DATA_TRANSFER 24 getUserPortfolio",
                        "DATA_TRANSFER 25 getUserTransactionHistory",
                        "DATA_TRANSFER 26 getAssetValuePredicted",
                        "DATA_TRANSFER 272 getAssetList",
                        "DATA_TRANSFER 273 getAssetListPage",
                        "DATA_TRANSFER 274 getAssetValuePage",
                        "DATA_TRANSFER 275 getUserTransactionHistoryPage",
                        "DATA_TRANSFER 276 getUserPortfolioPage",
                        "DATA_TRANSFER 277 subscribeValues",
                        "DATA_TRANSFER 278 unsubscribeValues",
                        "DATA_TRANSFER 310 getForecast",
                        "DATA_TRANSFER 311 searchAssets",
                        "DATA_TRANSFER 312 getQuote",
                        "DATA_TRANSFER 313 getMarket",
                        "DATA_TRANSFER 314 getQuotePage",
                        "DATA_TRANSFER 315 getTradingHours",
                        "DATA_TRANSFER 324 getAssetHours",
                        "SERVER_RETURN 64 loginFail",
                        "SERVER_RETURN 65 sessionID",
                        "SERVER_RETURN 66 registerSuccess",
                        "SERVER_RETURN 67 registerFail",
                        "SERVER_RETURN 68 purchaseSuccess",
                        "SERVER_RETURN 69 purchaseFail",
                        "SERVER_RETURN 70 sellSuccess",
                        "SERVER_RETURN 71 sellFail",
                        "SERVER_RETURN 72 stateSwitchSuccess",
                        "SERVER_RETURN 73 stateSwitchFail",
                        "SERVER_RETURN 74 data",
                        "SERVER_RETURN 75 dataFail",
                        "SERVER_RETURN 320 logoutSuccess",
                        "SERVER_RETURN 321 logoutFail",
                        "SERVER_RETURN 322 subscribeSuccess",
                        "SERVER_RETURN 323 orderPlaced",
                        "SERVER_RETURN 324 placeFail",
                        "SERVER_RETURN 325 orderCancelled",
                        "SERVER_RETURN 326 cancelFail",
                        "SERVER_RETURN 327 externalSession",
                        "SERVER_RETURN 328 linkChanged",
                        "SERVER_RETURN 329 linkLoginFail",
                        "SERVER_RETURN 330 resetRequested",
                        "SERVER_RETURN 331 passwordChanged",
                        "SERVER_RETURN 332 confirmationSent",
                        "SERVER_RETURN 333 emailChanged",
                        "SERVER_RETURN 334 accountChangeFail",
                        "SERVER_RETURN 336 sessionsEnded",
                        "SERVER_RETURN 337 endFail",
                        "SERVER_RETURN 338 profileSet",
                        "SERVER_RETURN 339 profileFail",
                        "SERVER_RETURN 340 accountDeleted",
                        "SERVER_RETURN 341 deleteFail",
                        "SERVER_RETURN 342 deviceRemembered",
                        "SERVER_RETURN 1040 usesNoted",
                        "SERVER_RETURN 1044 wantedNoted",
                        "EVENT 512 transactionSettled",
                        "EVENT 513 workerStopping",
                        "EVENT 514 accountEvent",
                        "EVENT 320 actionApplied",
                        "EVENT 515 valuesChanged",
                        "COMMAND 1024 linkHello",
                        "SERVER_RETURN 1025 linkWelcome",
                        "SERVER_RETURN 1026 linkRefused",
                        "EVENT 1027 valuesUpdated",
                        "EVENT 1028 transactionsSettled",
                        "EVENT 1029 sessionsRevoked",
                        "COMMAND 1030 verifySession",
                        "COMMAND 1031 getWorkerStatus",
                        "COMMAND 1032 heartbeat",
                        "SERVER_RETURN 1033 heartbeatAnswer",
                        "EVENT 1034 sessionKey",
                        "EVENT 1035 accountEvents",
                        "EVENT 1041 actionsApplied",
                        "EVENT 1042 limitsCleared",
                        "EVENT 1045 pastChanged",
                        "EVENT 1046 valuesForgotten",
                        "EVENT 1036 workersChanged",
                        "EVENT 1038 keyUpdate");
    }

    @Test
    void hasNoCodeTwiceWithinAMessageType() {
        assertThat(ROWS.stream().map(row -> row.messageType() + " " + row.code()))
                .doesNotHaveDuplicates();
    }

    @Test
    void hasNoNameTwiceWithTheSameArguments() {
        assertThat(ROWS.stream().map(row -> row.specName() + " " + names(row))).doesNotHaveDuplicates();
    }

    @Test
    void hasEveryRecordInOneRowOrAsContentOfData() {
        List<Class<?>> inRows = ROWS.stream()
                .flatMap(row -> row.layout().stream())
                .<Class<?>>map(Layout::type)
                .toList();
        Set<Class<?>> inData = ROWS.stream()
                .flatMap(row -> row.content().stream())
                .<Class<?>>map(Layout::type)
                .collect(Collectors.toSet());

        assertThat(Stream.concat(inRows.stream(), inData.stream()))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(records(Message.class).toList());
    }

    @Test
    void hasAFieldForEveryComponentOfItsRecords() {
        assertThat(layouts())
                .allSatisfy(layout -> assertThat(layout.fields())
                        .as(layout.name())
                        .hasSameSizeAs(layout.type().getRecordComponents()));
    }

    @Test
    void namesOnlyRepliesAboveTheRow() {
        assertThat(ROWS).allSatisfy(row -> assertThat(row.replies()).allMatch(reply -> reply.compareTo(row) < 0));
    }

    @Test
    void hasOneSuccessAndOneFailReturnForEveryRequest() {
        assertThat(requests()).isNotEmpty().allSatisfy(row -> {
            assertThat(row.replies()).as(row.specName()).hasSize(2);
            assertThat(row.replies().getLast().layout().orElseThrow().type()).isAssignableTo(Failure.class);
            assertThat(Instruction.of(row.failure(FailCode.UNAVAILABLE, "Later.")))
                    .isEqualTo(row.replies().getLast());
        });
        assertThat(ROWS)
                .filteredOn(row -> !requests().contains(row))
                .allSatisfy(row -> assertThat(row.replies()).isEmpty());
    }

    @Test
    void failsWithDataFailWhereARowHasNoFailReturn() {
        assertThat(Instruction.DATA.failure(FailCode.MALFORMED, "no"))
                .isEqualTo(new Failure.DataFail(FailCode.MALFORMED, "no"));
    }

    @Test
    void namesContentWhereDataAnswersAndNowhereElse() {
        assertThat(ROWS)
                .allSatisfy(row -> assertThat(row.content().isPresent())
                        .as(row.specName())
                        .isEqualTo(row.replies().contains(Instruction.DATA)));
    }

    @Test
    void saysThatASessionIsInTheMessageWhereTheRecordHasOne() {
        assertThat(requests())
                .allSatisfy(row -> assertThat(row.session() == Session.IN_MESSAGE)
                        .as(row.specName())
                        .isEqualTo(Request.WithSession.class.isAssignableFrom(
                                row.layout().orElseThrow().type())));
    }

    @Test
    void bindsSessionsInTheDataTransferStateOnly() {
        assertThat(ROWS)
                .filteredOn(row -> row.session() == Session.BOUND)
                .isNotEmpty()
                .allMatch(row -> row.use() == Use.DATA_STATE);
    }

    @Test
    void allowsEachInstructionInItsState() {
        assertThat(Use.COMMAND_STATE.allows(ConnectionState.COMMAND)).isTrue();
        assertThat(Use.COMMAND_STATE.allows(ConnectionState.DATA_TRANSFER)).isFalse();
        assertThat(Use.DATA_STATE.allows(ConnectionState.COMMAND)).isFalse();
        assertThat(Use.DATA_STATE.allows(ConnectionState.DATA_TRANSFER)).isTrue();
        assertThat(List.of(ConnectionState.values())).allSatisfy(state -> {
            assertThat(Use.BOTH_STATES.allows(state)).isTrue();
            assertThat(Use.LINK.allows(state)).isFalse();
            assertThat(Use.TO_CLIENT.allows(state)).isFalse();
        });
    }

    @Test
    void keepsTheLinkFromClients() {
        assertThat(ROWS).filteredOn(row -> row.code() >= 1024).isNotEmpty().allMatch(row -> row.use() == Use.LINK);
    }

    @Test
    void saysWhatIsAboutAnOrder() {
        assertThat(ROWS)
                .filteredOn(Instruction::isAboutAnOrder)
                .containsExactlyInAnyOrder(
                        Instruction.PURCHASE_ASSET,
                        Instruction.SELL_ASSET,
                        Instruction.PLACE_ORDER,
                        Instruction.CANCEL_ORDER);
    }

    @Test
    void hasArgumentsOfOneValueEach() {
        assertThat(ROWS)
                .filteredOn(row -> !row.isBinary())
                .flatExtracting(row -> row.layout().orElseThrow().fields())
                .extracting(Field::type)
                .noneMatch(type -> type instanceof Layout
                        || type instanceof FieldType.ListField
                        || type instanceof FieldType.OptionalField
                        || type.name().contains("bytes"));
    }

    private static String names(Instruction row) {
        return row.layout().map(Layout::fields).orElse(List.of()).stream()
                .map(Field::name)
                .collect(Collectors.joining(" "));
    }

    private static List<Instruction> requests() {
        return ROWS.stream()
                .filter(row -> row.layout()
                        .map(Layout::type)
                        .filter(Request.class::isAssignableFrom)
                        .isPresent())
                .toList();
    }

    private static List<Layout<?>> layouts() {
        return ROWS.stream()
                .flatMap(row -> Stream.of(row.layout(), row.content()))
                .<Layout<?>>flatMap(Optional::stream)
                .toList();
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses())
                        .flatMap(InstructionTest::records)
                        .distinct();
    }
}
