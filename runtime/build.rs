//! Builds the runtime's Wasm blob, with the hash of its metadata inside.

fn main() {
    #[cfg(feature = "std")]
    wasm::build();
}

#[cfg(feature = "std")]
mod wasm {
    use std::env;

    /// What the metadata hash says about the money; the runtime's constants say the same.
    const TOKEN_SYMBOL: &str = "GTT";
    const TOKEN_DECIMALS: u8 = 12;

    pub fn build() {
        // The blob is part of the genesis state: compact and compressed also when the node is built from the dev
        // profile.
        default("WASM_BUILD_TYPE", "release");
        // The target folder may be anywhere, and the blob's dependencies are those of the workspace's lock file. Where that is, is
        // asked when this runs: it may have been compiled for another checkout that shares the target folder.
        let manifest = env::var("CARGO_MANIFEST_DIR").expect("cargo says where the manifest is");
        default("WASM_BUILD_WORKSPACE_HINT", &format!("{manifest}/.."));
        substrate_wasm_builder::WasmBuilder::init_with_defaults()
            .enable_metadata_hash(TOKEN_SYMBOL, TOKEN_DECIMALS)
            .build();
    }

    /// Sets an environment variable that nobody has set.
    fn default(name: &str, value: &str) {
        if env::var_os(name).is_none() {
            env::set_var(name, value);
        }
    }
}
