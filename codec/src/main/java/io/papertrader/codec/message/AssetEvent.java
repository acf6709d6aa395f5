package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.wire.Layout;
import java.util.List;

/** Events about the values that a client has subscribed to. */
public sealed interface AssetEvent extends Event {
    /** New values of some of the assets; a client that reads slowly is told the newest alone. */
    record ValuesChanged(List<AssetValue> values) implements AssetEvent {
        static final Layout<ValuesChanged> LAYOUT = Layout.of(
                ValuesChanged.class,
                field("values", AssetValue.LAYOUT.list(), ValuesChanged::values),
                ValuesChanged::new);

        public ValuesChanged {
            values = List.copyOf(values);
        }
    }
}
