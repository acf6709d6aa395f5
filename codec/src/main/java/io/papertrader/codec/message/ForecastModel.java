package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import java.util.Arrays;

/** The model that a forecast's expected value comes from. */
public enum ForecastModel {
    /** The latest close: the model that is hard to beat. */
    RANDOM_WALK("random walk"),
    /** A mean of closes that weighs the later ones more, where it has come nearer to the past than the latest close. */
    EXPONENTIAL_SMOOTHING("exponential smoothing");

    /** {@code random walk} or {@code exponential smoothing}. */
    public static final FieldType<ForecastModel> TYPE =
            FieldType.STR.atMost(24).as(ForecastModel::parse, ForecastModel::text);

    private final String text;

    ForecastModel(String text) {
        this.text = text;
    }

    /** The text on the wire. */
    public String text() {
        return text;
    }

    private static ForecastModel parse(String text) {
        return Arrays.stream(values())
                .filter(model -> model.text.equals(text))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("must be random walk or exponential smoothing"));
    }
}
