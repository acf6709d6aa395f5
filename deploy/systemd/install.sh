#!/bin/sh
# Makes a PaperTrader worker of this machine: the executable, a user without a login, the systemd unit, the OpenPGP key,
# the certificate.
# Prints the line that registers it on the master. Run again, it brings a newer executable and keeps all else.
set -eu

usage() {
    cat >&2 <<END
Usage: install.sh --name NAME --master HOST:PORT --master-key FILE --address HOST:PORT --from IP [--on-demand]

  --name        what the worker is called
  --master      where the master listens for workers; with another that stands by: HOST:PORT,HOST:PORT
  --master-key  the master's public key: keys/public.asc in its folder
  --address     where clients reach this worker
  --from        the IP address, or network, that the master sees it come from
  --on-demand   start with the first client, stop when there has been none for ten minutes

Run it as root, in a folder with the executables papertrader-worker and papertrader.
END
    exit 2
}

name='' master='' master_key='' address='' from='' on_demand=no
while [ $# -gt 0 ]; do
    case $1 in
        --name | --master | --master-key | --address | --from)
            [ $# -ge 2 ] || usage
            case $1 in
                --name) name=$2 ;;
                --master) master=$2 ;;
                --master-key) master_key=$2 ;;
                --address) address=$2 ;;
                --from) from=$2 ;;
            esac
            shift 2
            ;;
        --on-demand)
            on_demand=yes
            shift
            ;;
        *) usage ;;
    esac
done
[ -n "$name" ] && [ -n "$master" ] && [ -n "$master_key" ] && [ -n "$address" ] && [ -n "$from" ] || usage

# For packagers and tests: everything goes below this folder, and systemd is not told.
root=${PAPERTRADER_INSTALL_ROOT:-}
here=$(cd "$(dirname "$0")" && pwd)
bin=$root/usr/local/bin
etc=$root/etc/papertrader
units=$root/etc/systemd/system
home=$root/var/lib/papertrader-worker

fail() {
    echo "install.sh: $*" >&2
    exit 1
}
[ -n "$root" ] || [ "$(id -u)" -eq 0 ] || fail "run it as root"
[ -r "$master_key" ] || fail "the master's key $master_key cannot be read; copy keys/public.asc from the master's folder"
for program in papertrader-worker papertrader; do
    [ -x "./$program" ] || fail "./$program is missing; run this where the archive of the worker was unpacked"
done

if [ -z "$root" ] && ! id papertrader-worker >/dev/null 2>&1; then
    useradd --system --home-dir /var/lib/papertrader-worker --shell /usr/sbin/nologin papertrader-worker
fi
# The worker reads below these folders as its own user, whatever root's umask is.
install -d -m 755 "$bin" "$etc" "$units" "$home"
install -m 755 papertrader-worker papertrader "$bin"
install -m 644 "$master_key" "$etc/master.asc"
install -m 644 "$here/papertrader-worker.service" "$units"

chmod 700 "$home"
[ -n "$root" ] || chown papertrader-worker:papertrader-worker "$home"

# Below its folder the worker may have put anything, a link to elsewhere too: what is written there is written as the
# worker.
as_worker() {
    if [ -n "$root" ]; then
        "$@"
    else
        setpriv --reuid=papertrader-worker --regid=papertrader-worker --clear-groups "$@"
    fi
}
if ! as_worker test -f "$home/keys/secret.asc"; then
    as_worker "$bin/papertrader" admin workers key "$name" --out "$home/keys" >/dev/null
fi
# What comes before the port of HOST:PORT, without the brackets of IPv6.
host=${address%:*}
host=${host#[}
host=${host%]}
if ! as_worker test -f "$home/tls/key.pem"; then
    as_worker "$bin/papertrader" admin certificate --host "$host" --out "$home/tls" >/dev/null
fi
if [ ! -f "$etc/worker.env" ]; then
    uuid=$(cat /proc/sys/kernel/random/uuid)
    (umask 077 && cat >"$etc/worker.env") <<END
PAPERTRADER_WORKER_UUID=$uuid
PAPERTRADER_WORKER_PUBLIC_ADDRESS=$address
PAPERTRADER_MASTER_ADDRESS=$master
PAPERTRADER_MASTER_PUBLIC_KEY=/etc/papertrader/master.asc
PAPERTRADER_LISTEN_SHARE_PORT=true
PAPERTRADER_TLS_CERTIFICATE=/var/lib/papertrader-worker/tls/certificate.pem
PAPERTRADER_TLS_KEY=/var/lib/papertrader-worker/tls/key.pem
END
fi
# One that an older version wrote says nothing of TLS, and the worker would not start with it.
if ! grep -q '^PAPERTRADER_TLS_CERTIFICATE=' "$etc/worker.env"; then
    cat >>"$etc/worker.env" <<END

PAPERTRADER_TLS_CERTIFICATE=/var/lib/papertrader-worker/tls/certificate.pem
PAPERTRADER_TLS_KEY=/var/lib/papertrader-worker/tls/key.pem
END
fi
uuid=$(sed -n 's/^PAPERTRADER_WORKER_UUID=//p' "$etc/worker.env")

unit=papertrader-worker.service
if [ "$on_demand" = yes ]; then
    unit=papertrader-worker.socket
    install -m 644 "$here/papertrader-worker.socket" "$units"
    mkdir -p "$units/papertrader-worker.service.d"
    install -m 644 "$here/on-demand.conf" "$units/papertrader-worker.service.d"
fi
if [ -z "$root" ]; then
    systemctl daemon-reload
    systemctl enable "$unit"
    systemctl restart "$unit"
fi

cat <<END
The worker $name is installed ($unit). Its public key is $home/keys/public.asc.
Its certificate is $home/tls/certificate.pem: self-signed, so that clients need a copy and --trust,
until you put one of an authority and its key in the place of the two files.
Copy that file to the master as $name.asc, and register the worker there, with the token that the master made at its first start:

    sudo papertrader admin workers register $name --uuid $uuid --key $name.asc --allow $from --address $address \\
        --token-file /var/lib/papertrader-master/admin-token
END
