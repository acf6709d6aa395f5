package io.papertrader.codec.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.MessageType;
import io.papertrader.codec.wire.WireFault;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageCodecTest {
    private static final String ID = "PWeBexyokhPmgW_0q2rbpkhD9hz8bTRKwswON-Ghi5s";

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "4|ID AAPL 0|quantity must be more than 0",
                "4|ID AAPL -1|quantity must not be negative",
                "4|ID AAPL 0.123456789|quantity must be a plain decimal number with at most 8 decimals",
                "4|ID AAPL 92233720368.54775808|quantity is too large",
                "4|ID AAPL 1e3|quantity must be a plain decimal number with at most 8 decimals",
                "4|ID ! 1|name must be a symbol like AAPL or BRK.B of at most 24 characters",
                "4|x AAPL 1|sessionID must be 43 characters of base64url",
                "6|ID sleep|state must be command or data",
                "1|ada ID yes|isExpirable must be true or false",
                "3|ada nobody ID|email must be an address like name@example.org of at most 321 characters"
            })
    void refusesBadArgumentsWithAReasonForPeople(int instruction, String arguments, String reason) {
        Frame frame = frame(MessageType.COMMAND, instruction, arguments.replace("ID", ID));

        assertFault(() -> MessageCodec.decodeRequest(frame), FailCode.BAD_ARGUMENT, reason);
    }

    @Test
    void refusesWhatNoRowDeclares() {
        assertFault(
                () -> MessageCodec.decodeRequest(frame(MessageType.COMMAND, 9_999, "a")),
                FailCode.UNKNOWN_INSTRUCTION,
                "instruction 9999 is not known for messageType 1");
    }

    @Test
    void takesNoReplyOrEventForARequestWhateverItHolds() {
        assertUnknown(() -> MessageCodec.decodeRequest(frame(MessageType.SERVER_RETURN, 65, "too short")));
        assertUnknown(() -> MessageCodec.decodeRequest(frame(MessageType.SERVER_RETURN, 74, "")));
        assertUnknown(() -> MessageCodec.decodeRequest(frame(MessageType.EVENT, 512, "x")));
        assertUnknown(() -> MessageCodec.decodeEvent(frame(MessageType.COMMAND, 1, "x")));
        assertUnknown(() -> MessageCodec.decodeEvent(frame(MessageType.SERVER_RETURN, 74, "")));
    }

    @Test
    void refusesArgumentsOnABinaryMessage() {
        Buffer data = Buffer.buffer("x");
        Frame hello = new Frame(Header.single(MessageType.COMMAND, 1024, 1, 1), data);

        assertFault(
                () -> MessageCodec.decodeRequest(hello),
                FailCode.BAD_ARGUMENT,
                "linkHello is binary, its argumentCount is 0");
    }

    @Test
    void tellsProgramsNoJavaNames() {
        Frame frame = frame(MessageType.SERVER_RETURN, 68, "0f8fad5b-d9cb-469f-a165-70867728950e MAYBE");

        assertFault(
                () -> new ReplyReader(Instruction.PURCHASE_ASSET).read(frame),
                FailCode.BAD_ARGUMENT,
                "state must be QUEUED, SETTLED, REJECTED or CANCELLED");
    }

    @Test
    void cannotSendAMessageOverTheLimitOfOneFrame() {
        List<SessionHash> fits = hashes(2_047);

        assertThat(MessageCodec.encode(new LinkEvent.SessionsRevoked(fits))
                        .data()
                        .length())
                .isEqualTo(65_508);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageCodec.encode(new LinkEvent.SessionsRevoked(hashes(2_048))));
    }

    @Test
    void cannotSendContentOfDataWithoutItsRequest() {
        WorkersReply.WorkerList content = new WorkersReply.WorkerList(List.of());

        assertThatIllegalArgumentException().isThrownBy(() -> MessageCodec.encode(content));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageCodec.encodeReply(Instruction.GET_ASSET_INFO, content));
        assertThat(MessageCodec.encodeReply(Instruction.GET_WORKERS, content)).hasSize(1);
    }

    private static List<SessionHash> hashes(int count) {
        return Stream.generate(() -> new SessionId(ID).hash()).limit(count).toList();
    }

    private static Frame frame(MessageType type, int instruction, String arguments) {
        Buffer data = Buffer.buffer(arguments);
        int count = arguments.isEmpty() ? 0 : arguments.split(" ", -1).length;
        return new Frame(Header.single(type, instruction, data.length(), count), data);
    }

    private static void assertUnknown(Runnable reading) {
        assertThatExceptionOfType(WireFault.class)
                .isThrownBy(reading::run)
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(FailCode.UNKNOWN_INSTRUCTION));
    }

    private static void assertFault(Runnable reading, FailCode code, String reason) {
        assertThatExceptionOfType(WireFault.class).isThrownBy(reading::run).satisfies(fault -> {
            assertThat(fault.reason()).isEqualTo(reason);
            assertThat(fault.code()).isEqualTo(code);
        });
    }
}
