//! The clients' copy of the runtime's metadata is the metadata of the runtime's blob.

use std::{env, fs, path::PathBuf};

use codec::{Decode, Encode};
use global_table_runtime::WASM_BINARY;
use sc_executor::WasmExecutor;
use sp_core::traits::{CallContext, CodeExecutor, RuntimeCode, WrappedRuntimeCode};
use sp_io::{SubstrateHostFunctions, TestExternalities};

/// The version of the metadata format that the clients' code is generated from.
const FORMAT: u32 = 15;
/// Set, it makes the test write the snapshot instead of comparing it.
const UPDATE: &str = "UPDATE_METADATA";

fn snapshot() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../client/metadata/global-table.scale")
}

/// The metadata that the blob answers with. The native runtime's has more documentation, depending on who else is
/// compiled with it.
fn metadata() -> Vec<u8> {
    let blob = WASM_BINARY.expect("the runtime's Wasm is built: run without SKIP_WASM_BUILD");
    let code = RuntimeCode {
        code_fetcher: &WrappedRuntimeCode(blob.into()),
        heap_pages: None,
        // Only a key of the executor's cache.
        hash: vec![0],
    };
    let (answer, _) = WasmExecutor::<SubstrateHostFunctions>::builder().build().call(
        &mut TestExternalities::default().ext(),
        &code,
        "Metadata_metadata_at_version",
        &FORMAT.encode(),
        CallContext::Offchain,
    );
    let answer = answer.expect("the blob answers");
    Option::<Vec<u8>>::decode(&mut &answer[..])
        .expect("the answer is bytes")
        .expect("the blob knows this format")
}

#[test]
fn committed_metadata_should_be_that_of_the_runtime() {
    let metadata = metadata();
    let path = snapshot();

    if env::var_os(UPDATE).is_some() {
        fs::create_dir_all(path.parent().expect("the snapshot is in a folder"))
            .expect("the folder can be made");
        fs::write(&path, metadata).expect("the snapshot can be written");
        return;
    }

    let committed = fs::read(&path).unwrap_or_default();
    assert!(
        committed == metadata,
        "{} is not the runtime's metadata any more. If the change is meant, raise the runtime's `spec_version` once it is \
         released, run `{UPDATE}=1 cargo test -p global-table-runtime --test metadata`, and commit the file with it.",
        path.display(),
    );
}
