# Starts and stops nodes, keepers and tools on loopback. Sourced after common.sh, not run.
#
# Everything that is started is a child of the script, is ended by its process id, and writes to `$dir` only.

dir=          # the network's own directory; it goes away with the network
pids=()       # what was started, in order
names=()      # and how it is called; empty for what may end by itself
ports=()      # the RPC port of each node
next_port=$((20000 + RANDOM % 8000))

readonly STOP_SECONDS=10
readonly START_SECONDS=180

make_network_dir() { dir=$(mktemp -d "${TMPDIR:-/tmp}/global-table.XXXXXX"); }

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Sets `port` to one that nobody listens on.
take_port() {
    port=$next_port
    while answers "$port"; do port=$((port + 1)); done
    next_port=$((port + 1))
}

# start NAME COMMAND...: in the background, its output to $dir/NAME.log.
start() {
    local name=$1
    shift
    "$@" >"$dir/$name.log" 2>&1 </dev/null &
    pids+=($!)
    names+=("$name")
}

# start_node NAME OPTIONS...: a node with listeners on loopback only.
start_node() {
    local name=$1 rpc_port
    shift
    take_port && rpc_port=$port
    take_port
    ports+=("$rpc_port")
    start "$name" "$bin/global-table-node" --base-path "$dir/$name" --rpc-port "$rpc_port" \
        --listen-addr "/ip4/127.0.0.1/tcp/$port" --no-mdns --no-telemetry --no-prometheus "$@"
}

# One validator with a quick schedule.
start_dev_node() { start_node dev --dev --force-authoring; }

# with_validators COUNT: the plain spec on stdin, with the session keys of its first COUNT validators only.
with_validators() {
    awk -v most="$1" '
        function indent() { match($0, /^ */); return RLENGTH }
        /^ *"keys": \[$/ { at = indent(); inside = 1; print; next }
        !inside { print; next }
        indent() == at { inside = 0; sub(/,$/, "", kept); if (kept != "") print kept; print; next }
        indent() == at + 2 && /\[$/ { count++ }
        count <= most { if (kept != "") print kept; kept = $0 }
    '
}

# start_validators COUNT: the local chain with its first COUNT validators, of four.
start_validators() {
    local name number=0 first_port plain=$dir/local.json spec=$dir/local-raw.json
    # In raw form, written once: to make the genesis, each node would compile and run the runtime, and that is most
    # of what its start costs.
    {
        "$bin/global-table-node" export-chain-spec --chain local | with_validators "$1" >"$plain" &&
            "$bin/global-table-node" export-chain-spec --chain "$plain" --raw >"$spec"
    } 2>"$dir/spec.log" || fail "the chain spec could not be written" spec
    # The network identity of the first one, whose node key is 1: the others begin with it.
    local first_peer=12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp
    for name in alice bob charlie dave; do
        number=$((number + 1))
        [ "$number" -le "$1" ] || break
        start_node "$name" --chain "$spec" "--$name" --validator --node-key "$(printf '%064x' "$number")" \
            ${first_port:+--bootnodes "/ip4/127.0.0.1/tcp/$first_port/p2p/$first_peer"}
        first_port=${first_port:-$port}
    done
}

# The URL of the node with index $1.
url_of() { printf 'ws://127.0.0.1:%s' "${ports[$1]}"; }

wait_for_nodes() {
    local port waited
    for port in "${ports[@]}"; do
        waited=0
        until answers "$port"; do
            check_all_run
            [ $((waited += 1)) -le $((START_SECONDS * 5)) ] || fail "no node answers at port $port"
            sleep 0.2
        done
    done
}

# Fails if something has ended that is to go on.
check_all_run() {
    local i
    for i in "${!pids[@]}"; do
        [ -z "${names[$i]}" ] || kill -0 "${pids[$i]}" 2>/dev/null || fail "${names[$i]} has ended" "${names[$i]}"
    done
}

# fail MESSAGE [NAME]: with the last lines of that one's log, which is about to go away.
fail() {
    [ ! -e "$dir/${2:-}.log" ] || tail -n 20 "$dir/$2.log" >&2
    die "$1"
}

# Ends everything, the last one first, and leaves nothing behind.
stop_network() {
    local i waited=0
    for ((i = ${#pids[@]} - 1; i >= 0; i--)); do kill -TERM "${pids[$i]}" 2>/dev/null || true; done
    while some_run && [ $((waited += 1)) -le $((STOP_SECONDS * 10)) ]; do sleep 0.1; done
    for i in "${!pids[@]}"; do kill -KILL "${pids[$i]}" 2>/dev/null || true; done
    wait 2>/dev/null || true
    pids=()
    [ -z "$dir" ] || rm -rf "$dir"
    dir=
}

some_run() {
    local pid
    for pid in ${pids[@]+"${pids[@]}"}; do
        ! kill -0 "$pid" 2>/dev/null || return 0
    done
    return 1
}
