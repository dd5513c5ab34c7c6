# iomview — read from top to bottom: what you may set, what is found, the layers, the program, tests, install.
# `make help` prints the targets.

# ---- what you may set (on the command line or in the environment; never overwritten here) ------------------

CC         ?= cc
CFLAGS     ?= -O2 -g
CPPFLAGS   ?=
LDFLAGS    ?=
PKG_CONFIG ?= pkg-config
PREFIX     ?= /usr/local
DESTDIR    ?=
BINDIR     ?= $(PREFIX)/bin
DATADIR    ?= $(PREFIX)/share
MANDIR     ?= $(DATADIR)/man
SITE       ?= content
# SANITIZE=1, TINY=1, COVERAGE=1: other flavours of the build, each in a folder of its own

# ---- what must stay, whatever CFLAGS says -------------------------------------------------------------------

VERSION   := 0.1.0
LAYERS    := base text content layout search view terminal host

language  := -std=c11 -D_XOPEN_SOURCE=700 -Isrc
warnings  := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes
hardening := -fstack-protector-strong -fPIE -fno-plt
fortify   := -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
link_hard := -pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack -Wl,--as-needed
sanitizer :=
FLAVOUR   := plain

ifdef SANITIZE
FLAVOUR   := sanitize
sanitizer := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
fortify   :=
endif
ifdef COVERAGE
FLAVOUR   := coverage
sanitizer := --coverage -O0
fortify   :=
endif
ifdef TINY
FLAVOUR   := $(FLAVOUR)-tiny
language  += -DIOMVIEW_TINY
endif
ifdef LAWS # every name that a layer uses is in its symbols: nothing inlined, wrapped or dropped
FLAVOUR   := laws
hardening := -fno-builtin
fortify   := -U_FORTIFY_SOURCE
link_hard :=
sanitizer := -O0 -fno-stack-protector -fno-lto
endif

BUILD     := build/$(FLAVOUR)
compile    = $(CC) $(CPPFLAGS) $(CFLAGS) $(language) $(warnings) $(hardening) $(fortify) $(sanitizer) @build/found/cflags -MMD -MP
link       = $(CC) $(CFLAGS) $(sanitizer) $(LDFLAGS) $(link_hard)

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:

# ---- what is found on this machine --------------------------------------------------------------------------
# Files made by a rule, not $(shell) while reading: `make deps run` on a bare machine must find what deps installed.

found     := build/found/cflags build/found/libs
installer := $(filter deps test-deps,$(MAKECMDGOALS))

$(found) &: Makefile | $(installer)
	@mkdir -p build/found
	@command -v $(PKG_CONFIG) >/dev/null || { echo "$(PKG_CONFIG) is missing: run 'make deps'" >&2; exit 1; }
	$(PKG_CONFIG) --cflags-only-I ncursesw yaml-0.1 md4c >build/found/cflags
	{ $(PKG_CONFIG) --libs ncursesw yaml-0.1 md4c && echo -lunistring; } >build/found/libs

# ---- the layers: a folder, an archive, a public header each ----------------------------------------------

define LAYER_RULES
$(BUILD)/lib$(1).a: $$(patsubst src/%.c,$(BUILD)/%.o,$$(wildcard src/$(1)/*.c))
	@rm -f $$@
	$$(AR) rcs $$@ $$^
endef
$(foreach layer,$(LAYERS),$(eval $(call LAYER_RULES,$(layer))))

$(BUILD)/%.o: src/%.c $(found) | $(installer)
	@mkdir -p $(@D)
	$(compile) -c -o $@ $<

# The archives with the highest layer first, as a linker wants them.
reverse  = $(if $(1),$(call reverse,$(wordlist 2,$(words $(1)),$(1))) $(firstword $(1)))
archives = $(patsubst %,$(BUILD)/lib%.a,$(call reverse,$(1)))

# ---- the program --------------------------------------------------------------------------------------------

top := $(patsubst src/%.c,$(BUILD)/%.o,$(wildcard src/*.c))

$(BUILD)/main.o: language += -DIOMVIEW_VERSION='"$(VERSION)"' -DIOMVIEW_DATADIR='"$(DATADIR)"'

$(BUILD)/iomview: $(top) $(call archives,$(LAYERS))
	$(link) -o $@ $^ @build/found/libs

iomview: $(BUILD)/iomview
	cp $< $@

all: iomview ## build ./iomview

run: iomview ## open the bundled site (SITE=folder: another one)
	./iomview $(SITE)

# ---- tests --------------------------------------------------------------------------------------------------

unit_sources  := $(wildcard tests/unit/*/*_test.c)
unit_programs := $(patsubst tests/%.c,$(BUILD)/tests/%,$(unit_sources))

$(BUILD)/tests/%.o: tests/%.c $(found) | $(installer)
	@mkdir -p $(@D)
	$(compile) -Itests -c -o $@ $<

# A unit test sees its own layer and the earlier ones, nothing else; its allocator can be made to fail.
define UNIT_RULES
$(BUILD)/tests/unit/$(1)/%_test: $(BUILD)/tests/unit/$(1)/%_test.o $(BUILD)/tests/harness/failing_memory.o $(call archives,$(2))
	$$(link) -Wl,--wrap=memory_resize -o $$@ $$^ -lcmocka @build/found/libs
endef
seen :=
$(foreach layer,$(LAYERS),$(eval seen += $(layer))$(eval $(call UNIT_RULES,$(layer),$(seen))))

unit-programs: $(unit_programs)

-include $(shell find build -name '*.d' 2>/dev/null)

# ---- beside other programs ----------------------------------------------------------------------------------

bench_folder := build/bench

$(bench_folder)/%: tests/bench/%.c $(found)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(language) $(warnings) @build/found/cflags $(LDFLAGS) -o $@ $< -Wl,--as-needed @build/found/libs

$(bench_folder)/large/site.yaml: tests/bench/make-site.sh
	@rm -rf $(@D) && tests/bench/make-site.sh $(@D) 10000

$(bench_folder)/long.txt: $(bench_folder)/large/site.yaml iomview
	./iomview --dump -w 72 $(bench_folder)/large long >$@

bench: iomview $(bench_folder)/bench $(bench_folder)/empty $(bench_folder)/long.txt ## compare with less and an empty ncurses program
	$(bench_folder)/bench ./iomview $(bench_folder)/empty content $(bench_folder)/large long $(bench_folder)/long.txt

# ---- the rest -----------------------------------------------------------------------------------------------

clean: ## remove what was built
	rm -rf build iomview

help: ## print the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 20

.PHONY: all run unit-programs bench clean help
.SECONDARY:
