# Thin: the real work is Maven's. "make" alone says what there is.

SOURCES := $(shell find pom.xml .mvn vocabulary market codec node master worker client cli standalone bench \
	\( -name target -o -path '*/src/test' \) -prune -o -type f -print)
BUILT := target/built
JAVA_HOME_25 = JAVA_HOME=$$(src/sh/find-jdk) && export JAVA_HOME
# Where the locale's encoding is not UTF-8, Java could not say the name of every folder.
ifneq ($(shell locale charmap 2>/dev/null),UTF-8)
export LC_ALL := C.UTF-8
endif
STARTS ?= 20
EDGE_FORMS ?= native,jvm
EDGE_PARTS ?= reads,half,growth,idle,worst,guessers,fan
EDGE_PAIRS ?= 3
EDGE_SECONDS ?= 2
EDGE_IDLE ?= 10000
EDGE_TLS ?= 2000
EDGE_ORDERS ?= 4000
EDGE_WORKERS ?= 20
EDGE_WATCHERS ?= 2000
EDGE_UPDATES ?= 20
UPDATE_ASSETS ?= 7100
UPDATES ?= 20
ORDERS_FORM ?= auto
ORDERS_PARTS ?= market,accept,settle,portfolios,takeover
ORDERS_PAIRS ?= 5
ORDERS_SECONDS ?= 10
ORDERS_WARM_UP ?= 10
ORDERS_INTERVAL ?= 2
ORDERS_SCALE ?= 50
ORDERS_SIZES ?= 10000,100000,1000000
ORDERS_PORTFOLIOS ?= 100000
ORDERS_ALL ?= 1000000
ORDERS_ACTIVE ?= 10000
ORDERS_RATE ?= 100
ORDERS_HEAP ?= 2g
ORDERS_REPORT ?= docs/BENCHMARKS.md

BENCH_FLAGS := -Xmx512m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow


IDENTITY ?= -Pidentity

# Classes of fuzz tests, each for so many seconds; none stands for all.
FUZZ_SECONDS ?= 60
FUZZ_TARGETS ?=

# The same seed and length give the same run.
SIMULATE_SEED ?= 1
SIMULATE_RUNS ?= 3
SIMULATE_COMMANDS ?= 1000000

.PHONY: help run build test identity-test identity-demo fuzz native native-test simulate bench-start bench-edge bench-codec bench-link bench-market bench-orders bench-update jars dist check-deploy check-reproducible try-cases train clean

help:
	@echo 'make run           start the whole network on this machine; builds first what is stale'
	@echo 'make build         build what is stale, without tests'
	@echo 'make train         start the network once, so that every later start takes half the time; of use to who starts it often'
	@echo 'make test          build everything and run all tests; fetches a Keycloak (160 MB), but for IDENTITY='
	@echo 'make identity-test run the tests of third-party logins against a real Keycloak alone'
	@echo 'make identity-demo start the whole network beside a Keycloak'
	@echo 'make fuzz          look for bytes that break the codec, $(FUZZ_SECONDS) seconds for each target (FUZZ_SECONDS)'
	@echo 'make simulate      drive the market through crashes and lost answers: SIMULATE_RUNS seeds from SIMULATE_SEED, SIMULATE_COMMANDS each'
	@echo 'make native        build the three executables into dist/ (GraalVM or Mandrel for JDK 25)'
	@echo 'make native-test   run the end-to-end tests against dist/'
	@echo 'make bench-start   measure starts, memory and sizes, beside nats-server and redis-server'
	@echo 'make bench-edge    measure what a worker gives its clients, beside redis-server; EDGE_PAIRS=1, EDGE_PARTS=idle,fan and the like for less'
	@echo 'make bench-codec   measure the wire alone: frames, and the records of the link'
	@echo 'make bench-link    measure the link alone, as an executable where a GraalVM is found, and on the JVM'
	@echo 'make bench-market  measure the rules of money alone: orders placed and cleared on one core'
	@echo 'make bench-update  measure updates of 7,100 assets until they are stored and sent, beside the same rows written plainly (UPDATE_ASSETS, UPDATES)'
	@echo 'make bench-orders  measure durable orders, beside Postgres and pgbench, and write docs/BENCHMARKS.md (ORDERS_PARTS, ORDERS_SIZES and the like)'
	@echo 'make jars          build the jars so that the same sources and JDK always give the same bytes'
	@echo 'make dist          archives of the executables, with notices, SBOM and sums, in dist/archives'
	@echo 'make check-deploy  check deploy/ with systemd-analyze and promtool'
	@echo 'make check-reproducible  build the jars twice and compare them byte for byte'
	@echo 'make try-cases     try what people trip over in such programs, with the jar and with dist/ where it is there'
	@echo 'make clean         remove what was built; data stays'

# The launcher waits nearly all of its time: a heap that begins small, and gives back what the start took.
LAUNCHER_FLAGS := -Xms8m -Xmx192m -XX:+UseSerialGC -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=10 -XX:TieredStopAtLevel=1 -Xshare:auto

# The launcher takes the place of the shell: Ctrl-C reaches it directly, and its exit code is the one that make sees.
run: $(BUILT)
	@$(JAVA_HOME_25) && exec "$$JAVA_HOME/bin/java" $(LAUNCHER_FLAGS) -jar standalone/target/papertrader-standalone-*.jar

build: $(BUILT)

$(BUILT): $(SOURCES)
	@$(JAVA_HOME_25) && \
	echo 'Building PaperTrader; the first time takes some minutes, as libraries are fetched ...' && \
	src/sh/build && src/sh/train-cli
	@mkdir -p $(@D) && touch $@

# Not a part of the build: it takes longer than one start saves.
train: $(BUILT)
	@$(JAVA_HOME_25) && src/sh/train-servers

# Third-party logins are tested against a real Keycloak, which is fetched once (160 MB); IDENTITY= leaves them out.
test:
	@mkdir -p $(dir $(BUILT)) && touch $(BUILT).tested
	@$(JAVA_HOME_25) && ./mvnw -B -T 2 verify $(IDENTITY) && mv $(BUILT).tested $(BUILT)

identity-test:
	@$(JAVA_HOME_25) && ./mvnw -B verify -Pidentity -pl standalone -am -Dit.test=IdentityIT -Dfailsafe.failIfNoSpecifiedTests=false \
		-Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dspotless.check.skip=true

identity-demo: $(BUILT)
	@$(JAVA_HOME_25) && exec src/sh/identity-demo

fuzz:
	@$(JAVA_HOME_25) && src/sh/fuzz $(FUZZ_SECONDS) $(FUZZ_TARGETS)

simulate:
	@$(JAVA_HOME_25) && ./mvnw -B -q -pl market -am test -Dtest=SimulationRun -Dsurefire.failIfNoSpecifiedTests=false \
		-Dspotless.check.skip=true -Dtests.jvm= -Dpapertrader.seed=$(SIMULATE_SEED) -Dpapertrader.seeds=$(SIMULATE_RUNS) \
		-Dpapertrader.commands=$(SIMULATE_COMMANDS)

# In a container build the compiler is the container's.
# The locale of the build may be what an executable takes the names of files to be in.
native:
	@$(JAVA_HOME_25) && export LC_ALL=C.UTF-8 && \
	case '$(NATIVE_ARGS)' in *container-build=true*) ;; *) GRAALVM_HOME=$$(src/sh/find-graalvm) && export GRAALVM_HOME ;; esac && \
	mkdir -p target && \
	{ ./mvnw -B package -Pnative -Dmaven.test.skip=true -Dspotless.check.skip=true -pl master,worker,cli -am $(NATIVE_ARGS); \
		echo $$? > target/native.exit; } | tee target/native.log; \
	exit "$$(cat target/native.exit)"
	@src/sh/collect-native
	@src/sh/size-report target/native.log > docs/sizes.md

native-test:
	@$(JAVA_HOME_25) && ./mvnw -B verify $(IDENTITY) -pl standalone -am -Dpapertrader.executables=dist \
		-Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dspotless.check.skip=true

bench-start: build
	@$(JAVA_HOME_25) && "$$JAVA_HOME/bin/java" -jar bench/target/papertrader-bench-*.jar . $(STARTS)

# The client that measures shares the cores with what it measures: a small heap, and one collector thread.
bench-edge: build
	@$(JAVA_HOME_25) && "$$JAVA_HOME/bin/java" $(BENCH_FLAGS) -cp bench/target/papertrader-bench-*.jar io.papertrader.bench.edge.EdgeBench . \
		forms=$(EDGE_FORMS) parts=$(EDGE_PARTS) pairs=$(EDGE_PAIRS) seconds=$(EDGE_SECONDS) idle=$(EDGE_IDLE) \
		tls=$(EDGE_TLS) orders=$(EDGE_ORDERS) workers=$(EDGE_WORKERS) watchers=$(EDGE_WATCHERS) updates=$(EDGE_UPDATES)

bench-codec: build
	@$(JAVA_HOME_25) && "$$JAVA_HOME/bin/java" $(BENCH_FLAGS) -cp bench/target/papertrader-bench-*.jar io.papertrader.bench.jmh.CodecBench .

bench-link: build
	@$(JAVA_HOME_25) && src/sh/bench-link

bench-market: build
	@$(JAVA_HOME_25) && "$$JAVA_HOME/bin/java" $(BENCH_FLAGS) -cp bench/target/papertrader-bench-*.jar io.papertrader.bench.market.MarketBench .

# What is missing in dist/ is measured as jars. Figures that are to stay nowhere: ORDERS_REPORT=target/bench-orders.md.
bench-orders: build
	@$(JAVA_HOME_25) && "$$JAVA_HOME/bin/java" $(BENCH_FLAGS) -cp bench/target/papertrader-bench-*.jar io.papertrader.bench.orders.OrdersBench . \
		form=$(ORDERS_FORM) parts=$(ORDERS_PARTS) pairs=$(ORDERS_PAIRS) seconds=$(ORDERS_SECONDS) warm-up=$(ORDERS_WARM_UP) \
		interval=$(ORDERS_INTERVAL) scale=$(ORDERS_SCALE) sizes=$(ORDERS_SIZES) portfolios=$(ORDERS_PORTFOLIOS) \
		rate=$(ORDERS_RATE) heap=$(ORDERS_HEAP) all=$(ORDERS_ALL) active=$(ORDERS_ACTIVE) report=$(ORDERS_REPORT)

bench-update: build
	@$(JAVA_HOME_25) && "$$JAVA_HOME/bin/java" $(BENCH_FLAGS) -cp bench/target/papertrader-bench-*.jar io.papertrader.bench.update.UpdateBench . $(UPDATE_ASSETS) $(UPDATES)

jars:
	@$(JAVA_HOME_25) && src/sh/build-reproducibly

dist: build
	@$(JAVA_HOME_25) && src/sh/archive

check-deploy:
	@deploy/check

check-reproducible:
	@$(JAVA_HOME_25) && src/sh/check-reproducible

try-cases: build
	@$(JAVA_HOME_25) && src/sh/try-cases

clean:
	@$(JAVA_HOME_25) && ./mvnw -q -B clean
	@rm -rf dist
