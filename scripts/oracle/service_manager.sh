#!/usr/bin/env bash
# Runs those of systemd/ under a systemd of its own, as process 1 of namespaces over a copy of this machine's files that is
# thrown away. For root; nothing of the machine is changed.
#
# usage: service_manager.sh PROGRAM STAGE [UNIT]
#
# PROGRAM becomes /usr/bin/cloud-extractor. STAGE/etc becomes /etc/cloud-extractor, STAGE/units is added to the units.
#
# With a UNIT, it runs that to its end. STAGE/state has then what was in /var/lib. Outputs and status are the unit's own;
# where it never came to speak, systemd's words are there.
#
# Without one, it starts none, and systemd stays for two minutes or until it is killed. STAGE/manager has its process's
# id: below /proc/<id>/root are its files, among them /run/said/<unit> with what each unit says.
set -euo pipefail

if [[ ${CX_STEP:-} == "" ]]; then
    CX_STEP=files exec unshare --mount --propagation private "$BASH" "$0" "$@"
fi

readonly program=$1 stage=$2 unit=${3:-} root=/mnt/root

if [[ $CX_STEP == files ]]; then
    units=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../systemd" && pwd)
    mount -t tmpfs none /mnt
    mkdir /mnt/upper /mnt/work "$root"
    mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work "$root"
    mount -t tmpfs none "$root/run"
    mount -t tmpfs -o mode=1777 none "$root/tmp"
    mount --rbind /dev "$root/dev"
    cp "$program" "$root/usr/bin/cloud-extractor"
    cp "$units"/*.service "$units"/*.timer "$root/etc/systemd/system/"
    systemd-sysusers --root="$root" "$units/cloud-extractor.sysusers.conf" 2>/dev/null
    systemd-tmpfiles --root="$root" --create "$units/cloud-extractor.tmpfiles.conf"
    cp -r "$stage/etc/." "$root/etc/cloud-extractor/"
    # Again, for what has come since.
    systemd-tmpfiles --root="$root" --create "$units/cloud-extractor.tmpfiles.conf"
    # The units alone: nothing of the machine's own is started.
    printf '[Unit]\nDefaultDependencies=no\n' | tee "$root/etc/systemd/system/network-online.target" \
        "$root/etc/systemd/system/time-sync.target" >"$root/etc/systemd/system/test.target"
    mkdir "$root/run/said"
    for path in "$units"/*.service "$units"/*.timer; do
        added=$root/etc/systemd/system/${path##*/}.d
        mkdir "$added"
        printf '[Unit]\nDefaultDependencies=no\n' >"$added/test.conf"
        # What is referred to stays known when it has ended.
        [[ $path == *@.* ]] || printf 'After=%s\n' "${path##*/}" >>"$root/etc/systemd/system/test.target"
        [[ $path == *.timer ]] || printf '[Service]\nStandardOutput=append:%s\nStandardError=append:%s\n' \
            /run/said/%n.output /run/said/%n >>"$added/test.conf"
    done
    [[ ! -d $stage/units ]] || cp -r "$stage/units/." "$root/etc/systemd/system/"
    if [[ $unit ]]; then
        printf 'Wants=%s\n' "$unit" >>"$root/etc/systemd/system/test.target"
        mkdir -p "$root/etc/systemd/system/$unit.d"
        cat >"$root/etc/systemd/system/$unit.d/run.conf" <<'END'
[Unit]
SuccessAction=exit-force
FailureAction=exit-force
[Service]
Restart=no
END
    fi
    # systemd's words: its kernel log is a pipe.
    mkfifo -m 0622 /mnt/log
    mount --bind /mnt/log "$root/dev/kmsg"
    exec 8<>/mnt/log
    cat <&8 >/mnt/words 8<&- &
    words=$!
    # A control group of its own, whose root the new namespace takes for that of all.
    mkdir /mnt/groups
    mount -t cgroup2 none /mnt/groups
    group=/mnt/groups/cloud-extractor-test-$$
    mkdir "$group"
    # Nothing stays, even of a unit that hangs, or where the stage has gone before us.
    cleared() {
        kill "$words" 2>/dev/null || true
        echo 1 >"$group/cgroup.kill"
        until find "$group" -depth -type d -exec rmdir {} + 2>/dev/null; do sleep 0.05; done
    }
    trap cleared EXIT
    status=0
    CX_STEP=processes CX_GROUP=$group timeout --signal=KILL 1800 unshare --mount --propagation private --pid --fork \
        --kill-child --uts --ipc "$BASH" "$0" "$@" 8<&- || status=$?
    mkdir "$stage/state"
    cp -r "$root"/var/lib/cloud-extractor* "$stage/state/" 2>/dev/null || true
    kill "$words" 2>/dev/null || true
    if [[ $unit && -e $root/run/said/$unit ]]; then
        cat "$root/run/said/$unit.output"
        cat "$root/run/said/$unit" >&2
    else
        tr -d '\0' </mnt/words >&2
    fi
    exit "$status"
fi

if [[ $CX_STEP == processes ]]; then
    echo 0 >"$CX_GROUP/cgroup.procs"
    # By the outer /proc: the id that others know it by, and that it keeps to its end.
    read -r id _ </proc/self/stat
    echo "$id" >"$stage/manager.new"
    mv "$stage/manager.new" "$stage/manager"
    CX_STEP=start exec unshare --cgroup "$BASH" "$0" "$@"
fi

mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
mount -t cgroup2 none "$root/sys/fs/cgroup"
cd "$root"
# Not chroot(1): behind that nobody may make user namespaces, and PrivateUsers= needs one.
pivot_root . mnt
cd /
umount --lazy /mnt
# Credentials are mounted by a child of systemd, and have to be seen by others.
mount --make-rshared /
exec env -i container=test PATH=/usr/bin:/bin /lib/systemd/systemd --system --log-target=kmsg --log-level=info \
    --show-status=no --unit=test.target
