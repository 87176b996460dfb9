# On Windows: py installer/dev.py run | test | bench | lint | clean
# Arguments for a command: make test ARGS="-k notice"

PYTHON := $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo "$$name" && break; done)

.PHONY: run test bench lint clean

# With no Python new enough, python3 is asked all the same: dev.py then says what is wrong.
run test bench lint clean:
	@$(or $(PYTHON),python3) installer/dev.py $@ $(ARGS)
