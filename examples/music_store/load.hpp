// SPDX-License-Identifier: BSL-1.0
// Makes the store's tables anew and fills them from a folder of CSV files, one file for each table.
#pragma once

#include <recto/recto.hpp>

#include <cstdint>
#include <filesystem>

namespace music_store {

/// Replaces the PostgreSQL schema `music_store` by one with the contents of `folder` and returns the number of rows.
/// All or nothing: after an error the database is as it was.
std::int64_t load(recto::repo& repo, std::filesystem::path const& folder);

}  // namespace music_store
