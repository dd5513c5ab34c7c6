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
# Libraries that become part of the program where their archives are installed: loading each takes 2 % of a start. None: STATIC=
STATIC     ?= yaml unistring hyphen
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

found     := build/found/cflags build/found/libs build/found/program_libs
installer := $(filter deps test-deps,$(MAKECMDGOALS))

$(found) &: Makefile | $(installer)
	@mkdir -p build/found
	@command -v $(PKG_CONFIG) >/dev/null || { echo "$(PKG_CONFIG) is missing: run 'make deps'" >&2; exit 1; }
	$(PKG_CONFIG) --cflags-only-I ncursesw yaml-0.1 md4c >build/found/cflags
	{ $(PKG_CONFIG) --libs ncursesw yaml-0.1 md4c && echo -lunistring; } >build/found/libs
	@if echo '#include <hyphen.h>' | $(CC) $(CPPFLAGS) -E - >/dev/null 2>&1; then \
		echo -DIOMVIEW_LIBHYPHEN >>build/found/cflags; echo -lhyphen >>build/found/libs; \
	else echo "libhyphen is missing: words are not hyphenated" >&2; fi
	@for library in $$(cat build/found/libs); do \
		case " $(STATIC) " in \
		*" $${library#-l} "*) file=$$($(CC) -print-file-name=lib$${library#-l}.a) ;; \
		*) file= ;; \
		esac; \
		case $$file in /*) echo "$$file" ;; *) echo "$$library" ;; esac; \
	done >build/found/program_libs

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

# The kiosk's system-call filter, an array made by a program that runs now. Without libseccomp (or off Linux) there is none. Sanitizers
# need calls of their own: a sanitized build has none either.
system_calls := $(BUILD)/filter/host/system_calls.h
$(BUILD)/host/sandbox.o: language += -I$(BUILD)/filter
$(BUILD)/host/sandbox.o: $(system_calls)
$(system_calls): src/host/filter/make_filter.c $(found)
	@mkdir -p $(@D)
	if [ -n '$(filter sanitize% coverage%,$(FLAVOUR))' ] || ! $(PKG_CONFIG) --exists libseccomp; then echo '/* not built in */' >$@; else \
		$(CC) $(CPPFLAGS) $(CFLAGS) -std=c11 -D_XOPEN_SOURCE=700 $(warnings) $$($(PKG_CONFIG) --cflags libseccomp) -o $(@D)/make_filter $< \
			$(LDFLAGS) $$($(PKG_CONFIG) --libs libseccomp) && $(@D)/make_filter >$@; fi

# The archives with the highest layer first, as a linker wants them.
reverse  = $(if $(1),$(call reverse,$(wordlist 2,$(words $(1)),$(1))) $(firstword $(1)))
archives = $(patsubst %,$(BUILD)/lib%.a,$(call reverse,$(1)))

# ---- the program --------------------------------------------------------------------------------------------

top := $(patsubst src/%.c,$(BUILD)/%.o,$(wildcard src/*.c))

# Where the installed site is stands in the program: another DATADIR compiles main.c anew.
ifneq ($(file <$(BUILD)/datadir),$(DATADIR))
.PHONY: $(BUILD)/datadir
endif
$(BUILD)/datadir:
	@mkdir -p $(@D)
	@printf '%s\n' '$(DATADIR)' >$@

$(BUILD)/main.o: $(BUILD)/datadir
$(BUILD)/main.o: language += -DIOMVIEW_VERSION='"$(VERSION)"' -DIOMVIEW_DATADIR='"$(DATADIR)"'

$(BUILD)/iomview: $(top) $(call archives,$(LAYERS))
	$(link) -o $@ $^ @build/found/$(if $(filter plain,$(FLAVOUR)),program_libs,libs)

iomview: $(BUILD)/iomview
	cp $< $@

all: iomview ## build ./iomview

run: iomview ## open the bundled site (SITE=folder: another one)
	./iomview $(SITE)

# ---- tests --------------------------------------------------------------------------------------------------
# tests/FOLDER/*_test.c and *_test.sh are found by wildcard and print TAP; tests/harness/run.sh counts. See tests/README.md.
# VALGRIND=1: the same under valgrind.

programs_in   = $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/$(1)/*_test.c))
scripts_in    = $(wildcard tests/$(1)/*_test.sh)
below         = $(call archives,$(filter-out terminal host,$(LAYERS)))
sessions     := $(wildcard tests/sessions/*.session)
run_session  := $(BUILD)/tests/harness/run-session$(if $(VALGRIND), --in-process)
valgrind     := $(if $(VALGRIND),valgrind -q --error-exitcode=99 --leak-check=full --suppressions=tests/harness/valgrind.supp)
run           = BUILD=$(BUILD) IOMVIEW=$(BUILD)/iomview TEST_SLOW=$(VALGRIND) WRAPPER='$(valgrind)' tests/harness/run.sh

$(BUILD)/tests/%.o: tests/%.c $(found) | $(installer)
	@mkdir -p $(@D)
	$(compile) -Itests -c -o $@ $<

# A unit test sees its own layer and the earlier ones, nothing else; its allocator can be made to fail.
define UNIT_RULES
$(BUILD)/tests/unit/$(1)/%_test: $(BUILD)/tests/unit/$(1)/%_test.o $(BUILD)/tests/harness/failing_memory.o $(call archives,$(2))
	$$(link) -Wl,--wrap=memory_resize -o $$@ $$(filter %.o,$$^) $$(filter %.a,$$^) -lcmocka $$(also_linked) @build/found/libs
endef
# terminal/ is tested in a pseudo-terminal, too.
in_terminal := $(addprefix $(BUILD)/tests/unit/terminal/,terminal_test terminal_ends_test)
$(in_terminal): $(addprefix $(BUILD)/tests/,unit/terminal/child.o $(patsubst %,harness/%.o,pty emulator keys))
$(in_terminal): also_linked := -lvterm
$(addprefix $(BUILD)/tests/unit/terminal/,keys_test key_stream_test): $(BUILD)/tests/unit/terminal/key_words.o
# What is remembered must outlive any call that fails.
$(BUILD)/tests/unit/host/state_files_test: also_linked := -Wl,--wrap=write,--wrap=fsync,--wrap=renameat,--wrap=close
seen :=
$(foreach layer,$(LAYERS),$(eval seen += $(layer))$(eval $(call UNIT_RULES,$(layer),$(seen))))

$(BUILD)/tests/conformance/%_test: $(BUILD)/tests/conformance/%_test.o $(below)
	$(link) -o $@ $^ -lcmocka @build/found/libs

$(BUILD)/tests/golden/%_test: $(BUILD)/tests/golden/%_test.o $(BUILD)/configuration.o $(call archives,$(LAYERS))
	$(link) -o $@ $^ -lcmocka @build/found/libs

# A session runs in process through session.c, without terminal/, and again through a pseudo-terminal.
player := $(patsubst %,$(BUILD)/tests/harness/%.o,play_in_process play_in_terminal script pty emulator keys tap) $(addprefix $(BUILD)/,session.o deadlines.o configuration.o)

$(BUILD)/tests/harness/run-session: $(BUILD)/tests/harness/run-session.o $(player) $(call archives,$(LAYERS))
	$(link) -o $@ $^ -lvterm @build/found/libs

$(BUILD)/tests/sessions/%_test: $(BUILD)/tests/sessions/%_test.o $(player) $(call archives,$(LAYERS))
	$(link) -o $@ $^ -lvterm @build/found/libs

$(BUILD)/tests/terminal/%_test: $(BUILD)/tests/terminal/%_test.o $(patsubst %,$(BUILD)/tests/%.o,terminal/reader harness/pty harness/emulator harness/keys harness/tap)
	$(link) -o $@ $^ -lvterm

$(BUILD)/tests/ssh/%_test: $(BUILD)/tests/ssh/%_test.o $(patsubst %,$(BUILD)/tests/%.o,ssh/server terminal/reader harness/pty harness/emulator harness/keys harness/tap)
	$(link) -o $@ $^ -lvterm

# The manuals' tables of keys and diagnostics come from the program's own.
$(BUILD)/tests/documents/tables: $(BUILD)/tests/documents/tables.o $(call archives,$(LAYERS))
	$(link) -o $@ $^ @build/found/libs

# What valgrind itself has to do is what a held process may not.
unit_programs := $(filter-out $(if $(VALGRIND),%/host/sandbox_test),$(call programs_in,unit/*))

test-layers: ## the tests of one folder (test-unit test-conformance …; with SANITIZE=1, TINY=1, VALGRIND=1)
	+@$(MAKE) --no-print-directory -s LAWS=1 $(patsubst %,build/laws/lib%.a,$(LAYERS))
	@LAYERS='$(LAYERS)' $(run) $(call scripts_in,layers)

test-unit: $(unit_programs)
	@$(run) $(unit_programs)

test-conformance: $(call programs_in,conformance) $(if $(call scripts_in,conformance),$(BUILD)/iomview)
	@$(run) $(call programs_in,conformance) $(call scripts_in,conformance)

test-golden: $(call programs_in,golden) $(if $(call scripts_in,golden),$(BUILD)/iomview)
	@$(run) $(call programs_in,golden) $(call scripts_in,golden)

test-sessions: $(BUILD)/iomview $(BUILD)/tests/harness/run-session $(call programs_in,sessions)
	@$(run) $(patsubst %,'$(run_session) %',$(sessions)) $(call programs_in,sessions)

test-terminal: $(BUILD)/iomview $(call programs_in,terminal)
	@$(run) $(call programs_in,terminal) $(call scripts_in,terminal)

test-ssh: $(BUILD)/iomview $(call programs_in,ssh)
	@$(run) $(call programs_in,ssh) $(call scripts_in,ssh)

test-documents: $(BUILD)/iomview $(BUILD)/tests/documents/tables
	@$(run) $(call scripts_in,documents)

session-%: tests/sessions/%.session $(BUILD)/iomview $(BUILD)/tests/harness/run-session ## one session
	@$(run) '$(run_session) $<'

# In order, the lowest layer first, so that the first red line is nearest to the cause.
sanitized := 'SANITIZE=1 test-unit' 'SANITIZE=1 TINY=1 test-unit' $(patsubst %,'SANITIZE=1 test-%',conformance golden sessions terminal)

test: | $(installer) ## all tests (SANITIZE=1: only those under ASan and UBSan)
ifdef SANITIZE
	+@tests/harness/run.sh --make $(MAKE) $(sanitized)
else
	+@tests/harness/run.sh --make $(MAKE) test-layers test-unit 'TINY=1 test-unit' $(addprefix test-,conformance golden documents sessions terminal ssh) \
		$(sanitized) 'VALGRIND=1 test-unit' 'VALGRIND=1 test-sessions'
endif

accept: $(BUILD)/iomview $(BUILD)/tests/harness/run-session $(call programs_in,golden) ## CASE=NAME: take what the program shows now as expected
	@tests/harness/accept.sh '$(CASE)' $(BUILD)

manual: $(BUILD)/tests/documents/tables ## make the manuals' tables and README's pictures anew
	tests/documents/manual.sh --write $< $(manuals)
	tests/documents/pictures.sh --write README.md

# ---- style --------------------------------------------------------------------------------------------------

c_files := $(wildcard src/*.[ch] src/*/*.[ch] src/*/*/*.[ch] tests/*/*.[ch] tests/*/*/*.[ch])
checked := $(CPPFLAGS) $(language) -Itests -I$(BUILD)/filter $(warnings) -Werror -DIOMVIEW_VERSION='""' -DIOMVIEW_DATADIR='""' @build/found/cflags

check-format: ## is every C file as clang-format sets it?
	@clang-format --dry-run -Werror $(c_files)

lint: $(found) $(system_calls) ## warnings of gcc and clang as errors, cppcheck, mandoc
	@printf '%s\n' $(filter %.c,$(c_files)) | xargs -P 2 -n 1 gcc -O2 $(checked) -c -o /dev/null
	@clang $(checked) -fsyntax-only $(filter %.c,$(c_files))
	@cppcheck -q -Isrc -Itests --enable=warning,portability --inline-suppr --error-exitcode=1 src
	@mandoc -Tlint -Wwarning $(manuals)

-include $(shell find build -name '*.d' 2>/dev/null)

# ---- beside other programs ----------------------------------------------------------------------------------

bench_folder := build/bench

$(bench_folder)/%: tests/bench/%.c $(found)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(language) $(warnings) @build/found/cflags $(LDFLAGS) -o $@ $< -Wl,--as-needed @build/found/libs

$(bench_folder)/raggedness: $(BUILD)/tests/bench/raggedness.o $(below)
	@mkdir -p $(@D)
	$(link) -o $@ $^ @build/found/libs -lm

$(bench_folder)/large/site.yaml: tests/bench/make-site.sh
	@rm -rf $(@D) && tests/bench/make-site.sh $(@D) 10000

$(bench_folder)/long.txt: $(bench_folder)/large/site.yaml iomview
	./iomview --dump -w 72 $(bench_folder)/large texts/long >$@

bench: iomview $(bench_folder)/bench $(bench_folder)/empty $(bench_folder)/raggedness $(bench_folder)/long.txt ## compare with less, an empty ncurses program, greedy line breaking
	$(bench_folder)/bench ./iomview $(bench_folder)/empty content $(bench_folder)/large texts/long $(bench_folder)/long.txt
	$(bench_folder)/raggedness content

# ---- over ssh ---------------------------------------------------------------------------------------------------

demo-ssh: iomview ## a kiosk to try on this machine: a real sshd on 127.0.0.1 until Ctrl-C (SITE=folder: another site)
	@tests/ssh/demo.sh ./iomview $(SITE)

# ---- install ------------------------------------------------------------------------------------------------

manuals := $(wildcard man/*.[1-8] man/*/*.[1-8])
manual_places = $(foreach page,$(manuals),$(patsubst ./%,%,$(dir $(page:man/%=./%)))man$(subst .,,$(suffix $(page)))/$(notdir $(page)))

deps: ## install what building and running need
	@tests/packages.sh deps
	+@[ ! -d build/found ] || $(MAKE) --no-print-directory -s -B build/found/cflags

test-deps: ## install what the tests need besides
	@tests/packages.sh test-deps

install: $(BUILD)/iomview ## install program, bundled site and manuals (PREFIX, DESTDIR)
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(DATADIR)/iomview
	install -m 755 $< $(DESTDIR)$(BINDIR)/iomview
	cp -R content $(DESTDIR)$(DATADIR)/iomview/
	@set -e; set -- $(manual_places); for page in $(manuals); do \
		install -d "$(DESTDIR)$(MANDIR)/$$(dirname "$$1")"; install -m 644 "$$page" "$(DESTDIR)$(MANDIR)/$$1"; shift; done

uninstall: ## remove what install installed
	rm -f $(DESTDIR)$(BINDIR)/iomview $(addprefix $(DESTDIR)$(MANDIR)/,$(manual_places))
	rm -rf $(DESTDIR)$(DATADIR)/iomview

# ---- the rest -----------------------------------------------------------------------------------------------

clean: ## remove what was built
	rm -rf build iomview

help: ## print the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 20

.PHONY: all run test test-layers test-unit test-conformance test-golden test-sessions test-terminal accept
.PHONY: test-documents test-ssh demo-ssh manual bench check-format lint deps test-deps install uninstall clean help
.SECONDARY:
