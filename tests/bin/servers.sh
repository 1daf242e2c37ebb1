# Sourced by tests/bin/run. Starts the real parts of the tests and exports their addresses; `stop_servers` ends exactly
# what was started here, by process id. A part whose address is already in the environment is used as it is.

cache=${SPORTELLO_CACHE:-$PWD/.cache}
work=
pids=()

missing() { # NAME, what to install
    echo "tests: $1 is missing. Install $2." >&2
    exit 3
}

# Runs a command as a user without privileges when we are root (PostgreSQL refuses to run as root).
unprivileged() {
    if [ "$(id -u)" != 0 ]; then "$@"
    elif command -v runuser >/dev/null; then runuser -u nobody -- "$@"
    elif command -v setpriv >/dev/null; then setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
    else missing "runuser or setpriv" "util-linux, or run the tests as an ordinary user"
    fi
}

find_postgres() { # prints the folder of initdb and pg_ctl
    local found
    found=$(command -v initdb) && command -v pg_ctl >/dev/null && { dirname "$found"; return; }
    found=$(ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin 2>/dev/null | sort -V | tail -1)
    [ -x "$found/initdb" ] && echo "$found"
}

start_postgres() {
    [ -n "${SPORTELLO_TEST_POSTGRES:-}" ] && return
    local bin data
    bin=$(find_postgres) || true
    [ -n "$bin" ] || missing "PostgreSQL (initdb, pg_ctl)" \
        "postgresql 15 or newer (Debian: apt install postgresql), or set SPORTELLO_TEST_POSTGRES=postgres://USER@HOST/postgres"
    pgbin=$bin
    pgdata=$work/postgres
    mkdir "$pgdata"
    [ "$(id -u)" = 0 ] && chown nobody "$pgdata"
    # From the work folder: the caller's own may be closed to the unprivileged user.
    (cd "$work" && unprivileged "$bin/initdb" -D "$pgdata/data" -U sportello -A trust -E UTF8 --locale=C --no-sync) \
        >"$work/initdb.log" 2>&1 || { cat "$work/initdb.log" >&2; exit 3; }
    # A socket only, and no durability: the cluster lives as long as the tests.
    (cd "$work" && unprivileged "$bin/pg_ctl" -D "$pgdata/data" -w -l "$pgdata/log" -o \
        "-c listen_addresses= -k $pgdata -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=200" start) \
        >"$work/pg_ctl.log" 2>&1 || { cat "$work/pg_ctl.log" "$pgdata/log" >&2; exit 3; }
    export SPORTELLO_TEST_POSTGRES="postgres://sportello@/postgres?host=$pgdata"
    echo "tests: PostgreSQL $("$bin/postgres" --version | awk "{print \$3}") started"
}

await_file() { # FILE, what, log
    for _ in $(seq 100); do
        [ -s "$1" ] && return
        sleep 0.1
    done
    echo "tests: $2 did not start:" >&2
    cat "$3" >&2
    exit 3
}

start_mail() {
    [ -n "${SPORTELLO_TEST_SMTP:-}" ] && return
    local python=$cache/mail/bin/python
    if ! "$python" -c 'import aiosmtpd' 2>/dev/null; then
        command -v python3 >/dev/null || missing "Python" "python3 with venv (Debian: apt install python3-venv)"
        python3 -m venv "$cache/mail" >"$work/venv.log" 2>&1 || missing "python3 venv" "python3-venv"
        "$python" -m pip install -q aiosmtpd==1.4.6 || missing "aiosmtpd" "it from PyPI (pip install aiosmtpd==1.4.6), a network is needed once"
    fi
    "$python" tests/servers/mail.py "$work/mail" "$work/mail.port" >"$work/mail.log" 2>&1 &
    pids+=($!)
    await_file "$work/mail.port" "the SMTP server" "$work/mail.log"
    SPORTELLO_TEST_SMTP="127.0.0.1:$(cat "$work/mail.port")"
    export SPORTELLO_TEST_SMTP SPORTELLO_TEST_MAILDIR="$work/mail"
    echo "tests: SMTP server started"
}

start_store() {
    [ -n "${SPORTELLO_TEST_S3:-}" ] && return
    if [ ! -d "$cache/store/node_modules/s3rver" ]; then
        command -v npm >/dev/null || missing "npm" "Node.js 20 or newer with npm"
        mkdir -p "$cache/store"
        npm install --silent --no-audit --no-fund --prefix "$cache/store" s3rver@3.7.1 >"$work/npm.log" 2>&1 \
            || { cat "$work/npm.log" >&2; missing "s3rver" "it from npm (npm install s3rver@3.7.1), a network is needed once"; }
    fi
    NODE_PATH=$cache/store/node_modules node --no-deprecation tests/servers/object-store.js "$work/store" "$work/store.port" \
        >"$work/store.log" 2>&1 &
    pids+=($!)
    await_file "$work/store.port" "the S3 server" "$work/store.log"
    SPORTELLO_TEST_S3="http://127.0.0.1:$(cat "$work/store.port")"
    export SPORTELLO_TEST_S3
    echo "tests: S3 server started"
}

start_servers() {
    work=$(mktemp -d "${TMPDIR:-/tmp}/sportello-tests.XXXXXX")
    chmod 755 "$work"
    mkdir -p "$cache"
    start_postgres
    start_mail
    start_store
    export SPORTELLO_TEST_ALL=1
}

stop_servers() {
    [ ${#pids[@]} -gt 0 ] && kill "${pids[@]}" 2>/dev/null
    [ -n "${pgdata:-}" ] && (cd "$work" && unprivileged "$pgbin/pg_ctl" -D "$pgdata/data" -m immediate stop) >/dev/null 2>&1
    [ -n "$work" ] && rm -rf "$work"
    return 0
}
