// SPDX-License-Identifier: BSL-1.0
// The table that tests of jsonb, arrays and full-text search ask.
#pragma once

#include <recto/query/select.hpp>
#include <recto/query/stages.hpp>
#include <recto/schema/table.hpp>
#include <recto/types/basic.hpp>
#include <recto/types/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace blog {

struct Theme {
  std::string name{};
  std::int32_t size{};
  friend bool operator==(Theme const&, Theme const&) = default;
};

struct Document {
  std::int64_t id{};
  std::string body{};
  std::optional<std::string> note{};
  boost::json::value meta{};
  std::optional<boost::json::value> extra{};
  recto::json<Theme> theme{};
  std::vector<std::string> tags{};
  std::optional<std::vector<std::int64_t>> numbers{};
  std::vector<std::optional<std::int32_t>> holes{};
  static consteval auto schema() { return recto::table("documents"); }
};

inline constexpr char const* documents = R"(
create table documents (id bigint primary key, body text not null, note text, meta jsonb not null, extra jsonb,
  theme jsonb not null, tags text[] not null, numbers bigint[], holes integer[] not null);
)";

namespace document {
inline constexpr auto id = recto::col<&Document::id>;
inline constexpr auto body = recto::col<&Document::body>;
inline constexpr auto note = recto::col<&Document::note>;
inline constexpr auto meta = recto::col<&Document::meta>;
inline constexpr auto extra = recto::col<&Document::extra>;
inline constexpr auto theme = recto::col<&Document::theme>;
inline constexpr auto tags = recto::col<&Document::tags>;
inline constexpr auto numbers = recto::col<&Document::numbers>;
inline constexpr auto holes = recto::col<&Document::holes>;
}  // namespace document

}  // namespace blog
