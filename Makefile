# Thin: the real work is Maven's. "make" alone says what there is.

SOURCES := $(shell find pom.xml .mvn codec node master worker client standalone \
	\( -name target -o -path '*/src/test' \) -prune -o -type f -print)
BUILT := target/built

.PHONY: help run build test clean

help:
	@echo 'make run     start the whole network on this machine; builds first what is stale'
	@echo 'make build   build what is stale, without tests'
	@echo 'make test    build everything and run all tests'
	@echo 'make clean   remove what was built; data stays'

# The launcher takes the place of the shell: Ctrl-C reaches it directly, and its exit code is the one that make sees.
run: $(BUILT)
	@JAVA_HOME=$$(src/sh/find-jdk) && exec "$$JAVA_HOME/bin/java" -Xmx256m -XX:+UseSerialGC -Xshare:auto \
		-jar standalone/target/papertrader-standalone-*.jar

build: $(BUILT)

$(BUILT): $(SOURCES)
	@JAVA_HOME=$$(src/sh/find-jdk) && export JAVA_HOME && \
	echo 'Building PaperTrader; the first time takes some minutes, as libraries are fetched ...' && \
	./mvnw -q -B package -Dmaven.test.skip=true -Dspotless.check.skip=true
	@mkdir -p $(@D) && touch $@

test:
	@JAVA_HOME=$$(src/sh/find-jdk) && export JAVA_HOME && ./mvnw -B verify

clean:
	@JAVA_HOME=$$(src/sh/find-jdk) && export JAVA_HOME && ./mvnw -q -B clean
