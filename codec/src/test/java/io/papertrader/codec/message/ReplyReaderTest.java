package io.papertrader.codec.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.MessageType;
import io.papertrader.codec.wire.WireFault;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyReaderTest {
    private static final int DATA = Instruction.DATA.code();

    @Test
    void takesAnEmptyPacketForAnEmptyList() {
        Frame empty = packet(MessageType.SERVER_RETURN, 1, 1, Buffer.buffer());

        assertThat(new ReplyReader(Instruction.GET_USER_TRANSACTION_HISTORY).read(empty))
                .contains(new TradeReply.TransactionHistory(List.of()));
        assertThat(new ReplyReader(Instruction.GET_WORKERS).read(empty))
                .contains(new WorkersReply.WorkerList(List.of()));
        assertFault(Instruction.GET_ASSET_INFO, FailCode.BAD_ARGUMENT, empty);
    }

    @Test
    void takesAFailureInPlaceOfData() {
        Failure refusal = new Failure.DataFail(FailCode.UNKNOWN_ASSET, "No asset has the symbol X.");

        assertThat(new ReplyReader(Instruction.GET_ASSET_INFO).read(MessageCodec.encode(refusal)))
                .contains(refusal);
    }

    @Test
    void takesDataFailInAnswerToAnything() {
        Failure malformed = new Failure.DataFail(FailCode.MALFORMED, "unknown messageType 9");

        assertThat(new ReplyReader(Instruction.LOGIN).read(MessageCodec.encode(malformed)))
                .contains(malformed);
    }

    @Test
    void refusesTheReplyOfAnotherRequest() {
        Frame reply = MessageCodec.encode(new SessionReply.LogoutSuccess());

        assertFault(Instruction.LOGIN, FailCode.MALFORMED, reply);
        assertFault(Instruction.GET_ASSET_INFO, FailCode.MALFORMED, reply);
        assertFault(Instruction.LOGIN, FailCode.MALFORMED, packet(MessageType.SERVER_RETURN, 1, 1, Buffer.buffer()));
    }

    @Test
    void refusesARequestOrAnEventThatHasTheCodeOfData() {
        Frame event = packet(MessageType.EVENT, 1, 1, Buffer.buffer(new byte[4]));

        assertFault(Instruction.GET_WORKERS, FailCode.UNKNOWN_INSTRUCTION, event);
    }

    @Test
    void refusesASetOfPacketsThatAreNoData() {
        Frame first = MessageCodec.encode(new Failure.DataFail(FailCode.UNAVAILABLE, "Later."));
        Header header = first.header();
        Frame oneOfTwo = new Frame(
                new Header(header.type(), header.instruction(), header.dataSize(), header.argumentCount(), 1, 2),
                first.data());

        assertFault(Instruction.GET_ASSET_INFO, FailCode.MALFORMED, oneOfTwo);
    }

    @Test
    void refusesAnotherReplyInsideASetOfPackets() {
        ReplyReader reader = new ReplyReader(Instruction.GET_ASSET_INFO);
        assertThat(reader.read(packet(MessageType.SERVER_RETURN, 1, 2, Buffer.buffer("abc"))))
                .isEmpty();

        Frame failure = MessageCodec.encode(new Failure.DataFail(FailCode.UNAVAILABLE, "Later."));

        assertThatExceptionOfType(WireFault.class)
                .isThrownBy(() -> reader.read(failure))
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(FailCode.MALFORMED));
    }

    private static Frame packet(MessageType type, int number, int max, Buffer data) {
        return new Frame(new Header(type, DATA, data.length(), 0, number, max), data);
    }

    private static void assertFault(Instruction request, FailCode code, Frame frame) {
        assertThatExceptionOfType(WireFault.class)
                .isThrownBy(() -> new ReplyReader(request).read(frame))
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(code));
    }
}
