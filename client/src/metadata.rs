//! The chain's types and calls, generated from its committed metadata.
//!
//! `metadata/global-table.scale` is written by the runtime's test `metadata`, run with `UPDATE_METADATA=1`: a change of
//! the chain's interface is a deliberate act. What is generated stays inside this crate, in which `convert.rs` and
//! `events.rs` turn it into types of our own; a change that they do not follow does not compile.

#[subxt::subxt(
    runtime_metadata_path = "metadata/global-table.scale",
    substitute_type(
        path = "global_table_games::game::GameId",
        with = "::subxt::utils::Static<::global_table_games::GameId>"
    ),
    substitute_type(
        path = "global_table_games::spot::SpotId",
        with = "::subxt::utils::Static<::global_table_games::SpotId>"
    ),
    substitute_type(
        path = "global_table_games::table::TableState",
        with = "::subxt::utils::Static<::global_table_games::TableState>"
    ),
    substitute_type(
        path = "global_table_games::table::Outcome",
        with = "::subxt::utils::Static<::global_table_games::Outcome>"
    ),
    substitute_type(
        path = "global_table_games::permit::Rules",
        with = "::subxt::utils::Static<::global_table_games::Rules>"
    ),
    substitute_type(
        path = "global_table_games::permit::NotPermitted",
        with = "::subxt::utils::Static<::global_table_games::NotPermitted>"
    )
)]
pub mod chain {}

/// Cargo does not see which file the macro reads; this makes a new snapshot compile this crate anew.
const _: &[u8] = include_bytes!("../metadata/global-table.scale");
