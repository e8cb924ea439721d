# What the scripts share. Sourced, not run. Sets `root` (the checkout) and `bin` (where the programs are built).

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# Outside of the checkout, so that several clones share what is built.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/global-table/target}
bin=$CARGO_TARGET_DIR/debug

# A line about what happens, on stderr: stdout belongs to results.
say() { printf '%s\n' "$*" >&2; }

# An error, with what to do about it.
die() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# The one way in which everything is built: the same packages, features and profile for the node, the tests and
# the tools, so that no dependency is compiled twice. Options are passed on to cargo.
build() {
    say "Building (the first time takes long: some 900 crates; after that, seconds) ..."
    (cd "$root" && cargo build --workspace --all-targets "$@")
}

# The tests on networks are a workspace of their own, so they have a target folder of their own.
network_tests=${CARGO_TARGET_DIR%/*}/zombienet

# build_test_runtime FILE FEATURE...: a runtime that only tests use, in $network_tests/runtimes, unless it is newer than its
# sources.
build_test_runtime() {
    local file=$network_tests/runtimes/$1 sources=("$root"/{Cargo.lock,games,pallets,runtime})
    shift
    if [ -e "$file" ] && [ -z "$(find "${sources[@]}" -newer "$file" -print -quit)" ]; then return; fi
    mkdir -p "${file%/*}"
    "$root/scripts/runtime-code" "$file.new" "$@"
    mv "$file.new" "$file"
}

# The text of the comment at the top of the script that is running: its help.
help_text() { sed -n '2,/^$/{s/^#$//;s/^# //;p;}' "$0"; }

# `count_of OPTION VALUE`: the value, if it is a positive number.
count_of() {
    case ${2:-} in
        *[!0-9]* | '' | 0) die "$1 takes a positive number, not '${2:-}'; see --help" ;;
    esac
    printf '%s' "$2"
}
