// SPDX-License-Identifier: BSL-1.0
// Makes the store's tables anew and fills them from a folder of CSV files, one file for each table.
#pragma once

#include "lines.hpp"

#include <recto/recto.hpp>

#include <cstdint>
#include <expected>
#include <filesystem>
#include <vector>

namespace music_store {

/// What becomes of the other lines if some are broken.
enum class broken_lines { leave_out, refuse_all };

struct loaded {
  std::int64_t rows = 0;
  std::vector<problem> left_out{};  ///< what was wrong with lines that are not among them
};

/// Replaces the PostgreSQL schema `music_store` by one with the contents of `folder`; if broken lines refuse all, says
/// what is wrong with them instead. All or nothing: after that, or after an exception, the database is as it was. Errors:
/// `csv::error` for a file that is no CSV or has other columns than its table.
std::expected<loaded, std::vector<problem>> load(recto::repo& repo, std::filesystem::path const& folder,
                                                 broken_lines broken);

}  // namespace music_store
