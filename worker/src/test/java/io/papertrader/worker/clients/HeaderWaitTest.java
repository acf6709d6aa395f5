package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The wait for a balancer's header, and its end. */
class HeaderWaitTest {
    private static final byte[] HEADER = Balancer.header("203.0.113.7");

    private final List<String> heard = new ArrayList<>();
    private boolean isFull;
    private int waiting;
    private final EmbeddedChannel connection = new EmbeddedChannel();

    @AfterEach
    void close() {
        connection.finishAndReleaseAll();
    }

    private void begin() {
        connection.freezeTime();
        connection.pipeline().addLast(new HeaderWait(new Server(), new Judge()));
    }

    private final class Judge implements HeaderWait.Judge {
        @Override
        public boolean admits(ProxyHeader header, Channel from) {
            heard.add(header.client().orElseThrow().getHostAddress());
            return !isFull;
        }

        @Override
        public void refuse(String reason) {
            heard.add("refused");
        }

        @Override
        public void waits(int more) {
            waiting += more;
        }
    }

    private final class Server extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            heard.add("begun");
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            heard.add(((ByteBuf) message).toString(StandardCharsets.US_ASCII));
        }
    }

    private void receive(byte[]... pieces) {
        connection.writeInbound(Unpooled.wrappedBuffer(pieces));
    }

    private void later() {
        connection.advanceTimeBy(2, TimeUnit.SECONDS);
        connection.runPendingTasks();
    }

    @Test
    void cutsWhoSendsNone() {
        begin();

        later();

        assertThat(heard).containsExactly("refused");
        assertThat(connection.isOpen()).isFalse();
        assertThat(waiting).isZero();
    }

    @Test
    void hearsNoMoreOfAConnectionThatEndsFirst() {
        begin();

        connection.pipeline().remove(HeaderWait.class);
        later();

        assertThat(heard).isEmpty();
    }

    @Test
    void givesItsPlaceToTheServerWhenTheHeaderIsThere() {
        begin();

        receive(HEADER, "more".getBytes(StandardCharsets.US_ASCII));
        receive("and more".getBytes(StandardCharsets.US_ASCII));
        later();

        assertThat(heard).containsExactly("203.0.113.7", "begun", "more", "and more");
        assertThat(connection.isOpen()).isTrue();
        assertThat(waiting).isZero();
    }

    @Test
    void cutsAClientThatThereIsNoPlaceFor() {
        begin();
        isFull = true;

        receive(HEADER, "more".getBytes(StandardCharsets.US_ASCII));

        assertThat(heard).containsExactly("203.0.113.7");
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void cutsOnceWhereThereIsNoHeader() {
        begin();

        receive("GET / HTTP/1.1".getBytes(StandardCharsets.US_ASCII));
        later();

        assertThat(heard).containsExactly("refused");
        assertThat(connection.isOpen()).isFalse();
    }
}
