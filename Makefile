# The two commands are `make demo` and `make test`; the others are for who works on the code.

.PHONY: demo test tools check lint fmt ci

# Two invented municipalities with people and cases; prints the addresses.
demo:
	@tests/bin/need demo
	cargo run --quiet -- demo

# Every test with its real parts: PostgreSQL, an SMTP server, an S3 server. Arguments: make test ARGS="--test it queue"
test:
	@tests/bin/need test
	tests/bin/run $(ARGS)

# Installs what the other commands need (Debian, as root).
tools:
	tests/bin/need test --install

# What a server would load: forms, procedures, workflows, municipalities.
check:
	cargo run --quiet -- check

fmt:
	cargo fmt

lint:
	cargo clippy --all-targets -- -D warnings

# Everything that must be green.
ci:
	.ci/run
