#!/bin/sh
# Runs a command on a server of PostgreSQL's that is made for it: DATABASE_URL names it. It listens on this machine alone,
# lies in a folder of its own, is stopped when the command has ended, in whatever way, and nothing of it is left.
set -eu
newest() { find /usr/lib/postgresql -name initdb -path '*/bin/*' 2>/dev/null | sort -V | tail -n 1; }

initdb=$(command -v initdb || newest)
if [ -z "$initdb" ]; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "This needs postgresql - install it once, then try again:" >&2
        echo "    sudo apt-get install postgresql" >&2
        exit 1
    fi
    echo "Installing postgresql ..."
    # Debian would make and start a server of its own.
    mkdir -p /etc/postgresql-common
    echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends postgresql </dev/null >/dev/null
    initdb=$(newest)
fi
programs=$(dirname "$initdb")
folder=$(mktemp -d)
data=$folder/data

# It refuses to be root: as root it is Debian's own account for it.
as_server() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid=postgres --regid=postgres --clear-groups "$@"
    else
        "$@"
    fi
}

stop() {
    status=$?
    trap - EXIT
    as_server "$programs/pg_ctl" --pgdata="$data" --mode=immediate --silent stop || true
    rm -rf "$folder"
    exit $status
}
trap stop EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
port=$(python3 -c 'import socket; one = socket.create_server(("127.0.0.1", 0)); print(one.getsockname()[1])')
(umask 077 && echo "$password" >"$folder/password")
[ "$(id -u)" != 0 ] || chown -R postgres "$folder"
as_server "$initdb" --pgdata="$data" --username=twitchlog --pwfile="$folder/password" \
    --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 >/dev/null
# What it holds is thrown away: nothing of it has to survive a power cut.
as_server "$programs/pg_ctl" --pgdata="$data" --log="$folder/log" --silent --wait \
    --options="-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories='' -c fsync=off" start ||
    { cat "$folder/log" >&2; exit 1; }
DATABASE_URL="postgres://twitchlog:$password@127.0.0.1:$port/postgres" "$@"
