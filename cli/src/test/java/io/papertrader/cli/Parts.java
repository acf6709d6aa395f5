package io.papertrader.cli;

import jakarta.inject.Singleton;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Puts the command together as the container would: by constructors, one of each singleton. */
final class Parts implements IFactory {
    private final Map<Class<?>, Object> parts = new HashMap<>();

    <T> Parts with(Class<T> type, T part) {
        parts.put(type, part);
        return this;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (parts.containsKey(type)) {
            return type.cast(parts.get(type));
        }
        if (!type.getName().startsWith("io.papertrader.") || type.isEnum()) {
            return CommandLine.defaultFactory().create(type);
        }
        K part = construct(type);
        if (type.isAnnotationPresent(Singleton.class)) {
            parts.put(type, part);
        }
        return part;
    }

    private <K> K construct(Class<K> type) throws Exception {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        Object[] arguments = new Object[constructor.getParameterCount()];
        Class<?>[] types = constructor.getParameterTypes();
        for (int i = 0; i < types.length; i++) {
            arguments[i] = create(types[i]);
        }
        return type.cast(constructor.newInstance(arguments));
    }
}
