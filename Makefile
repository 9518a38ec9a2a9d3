# `make run` and `make test` are all that a machine with Swift needs; they install the rest (scripts/setup).

SWIFT ?= swift
RAVEL = .build/release/ravel
KERNELS = $(sort $(wildcard kernels/*.py))
# A process of `ravel run` mostly starts up: it shall not look for Swift's libraries, nor
# search the conformances of the whole program for each generic type that it uses.
QUICK_START = $(if $(filter Linux,$(shell uname)),--static-swift-stdlib) \
  -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
SWIFT_SOURCES = Package.swift Sources Tests Benchmarks/Package.swift \
  $(addprefix Benchmarks/,Accuracy Benchmarks Dispatch Soak Support Yardsticks)

# What the tests, and the table of `make run`, ask for NumPy.
export RAVEL_PYTHON ?= $(firstword $(wildcard .venv/bin/python3) python3)

.PHONY: help run build test test-python outside bless kill soak races bench peers ufuncs yardsticks docs format lint clean

help:
	@echo 'make run      build, check the kernels of kernels/ and time them beside the interpreter and NumPy'
	@echo 'make test     set up what the tests need, and run them all'
	@echo 'make bench    benchmarks: C yardsticks, those of Benchmarks/, and what an evaluation costs'
	@echo 'make peers    the kernels beside NumPy, numexpr, Numba, JAX, PyTorch and MLX (6 GB; PEERS=--quick is short)'
	@echo 'make ufuncs   every elementwise function, dtype and layout beside NumPy, a quarter of an hour (UFUNCS=--only add)'
	@echo 'make kill     two minutes of processes that share a kernel cache and are killed at random'
	@echo 'make soak     ten minutes (SECONDS=600) of random expressions on eight threads at once'
	@echo 'make races    two minutes of the same under the thread sanitizer'
	@echo 'make bless    write the golden texts anew'
	@echo 'make docs     build the documentation in .build/documentation'
	@echo 'make outside  build and run a package elsewhere that depends on this one'
	@echo 'make format   format the Swift sources; make lint checks them'
	@echo 'make clean    remove what was built'

run: build
	$(RAVEL) check $(KERNELS)
	$(RAVEL) table $(KERNELS)

build:
	scripts/setup run
	$(SWIFT) build -c release $(QUICK_START) --product ravel

test: test-python
	RAVEL_PYTHON=$(CURDIR)/.venv/bin/python3 $(SWIFT) test

test-python:
	scripts/setup test
	.venv/bin/python3 -m unittest discover -s Tests/NumPy -p '*_test.py'

bless:
	scripts/setup test
	RAVEL_BLESS=1 RAVEL_PYTHON=$(CURDIR)/.venv/bin/python3 $(SWIFT) test --filter '[Gg]olden'
	RAVEL_BLESS=1 RAVEL_PYTHON=$(CURDIR)/.venv/bin/python3 $(SWIFT) test --skip-build --filter CodeGenerationTests

kill: build
	python3 Tests/Cache/kill.py $(RAVEL) 120

SOAK = $(SWIFT) build --package-path Benchmarks --product Soak
soak: SECONDS = 600
soak:
	$(SOAK) -c release
	Benchmarks/.build/release/Soak --seconds $(SECONDS)

# Kernels that no cache has: they are compiled on several threads at once.
races: SECONDS = 120
races:
	$(SOAK) --sanitize=thread --scratch-path .build/races
	clang -shared -fPIC Benchmarks/Soak/mutex.c -o .build/races/mutex.so
	RAVEL_CACHE=off LD_PRELOAD=.build/races/mutex.so .build/races/debug/Soak --seconds $(SECONDS) --expressions 100

bench: yardsticks
	$(SWIFT) package --package-path Benchmarks benchmark
	$(SWIFT) run --package-path Benchmarks -c release Dispatch

# PEERS takes the options of Benchmarks/peers.py.
peers: build
	python3 Benchmarks/peers.py --ravel $(RAVEL) $(PEERS)

# UFUNCS takes the options of Benchmarks/ufuncs.py.
ufuncs: build
	python3 Benchmarks/ufuncs.py --ravel $(RAVEL) $(UFUNCS)

# Ravel's compiled axpy beside a C loop, both in the first-level cache.
yardsticks:
	$(SWIFT) build --package-path Benchmarks -c release --product AxpyLaunches
	Benchmarks/Yardsticks/compare Benchmarks/.build/release/AxpyLaunches

format:
	$(SWIFT) format format --in-place --recursive $(SWIFT_SOURCES)

lint:
	$(SWIFT) format lint --strict --recursive $(SWIFT_SOURCES)

clean:
	rm -rf .build Benchmarks/.build

# The documentation's site, in .build/documentation.
docs:
	scripts/docs

# A package elsewhere that depends on this one builds and runs.
outside:
	Tests/Package/outside
