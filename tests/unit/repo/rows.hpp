// SPDX-License-Identifier: BSL-1.0
// What the tests of the repo share: structs, the cells that a server would send for them, and a repo on a fake server.
#pragma once

#include <recto/repo/repo.hpp>
#include <recto/types/basic.hpp>
#include <support/fake_connection.hpp>
#include <support/test.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recto::test {

using fake_repo = basic_repo<fake_connection>;
using texts = std::vector<std::string>;

/// One connection, and a short wait: a connection that did not come back is a failed test and no long wait.
inline repo_config one_connection(fake_server const& server) {
  return {.conninfo = server.settings().conninfo, .pool_size = 1, .checkout_timeout = std::chrono::milliseconds(50)};
}

inline error refusal(char const* sqlstate = "42P01") {
  return error({.kind = error_kind::query, .message = "refused", .sqlstate = sqlstate});
}

/// The error that the call throws, or none.
template <class Call>
std::optional<error> error_of(Call&& call) {
  try {
    call();
  } catch (error const& thrown) {
    return thrown;
  }
  return std::nullopt;
}

namespace library {

struct Author {
  std::int64_t id{};
  std::string name{};

  static consteval auto schema() { return recto::table("authors"); }
};

struct Book {
  std::int64_t id{};
  std::string title{};
  std::optional<std::int32_t> pages{};
  bool lent = false;

  static consteval auto schema() { return recto::table("books"); }
  friend bool operator==(Book const&, Book const&) = default;
};

struct Shelf {
  std::int32_t room{};
  std::int32_t number{};
  std::string label{};

  static consteval auto schema() { return recto::table("shelves") | recto::primary_key<&Shelf::room, &Shelf::number>; }
};

}  // namespace library

inline std::vector<fake_column> book_columns() { return {{"id", 20}, {"title", 25}, {"pages", 23}, {"lent", 16}}; }
inline std::vector<cell> book_cells(std::int64_t id, std::string title, std::optional<std::int32_t> pages = {},
                                    bool lent = false) {
  return {wire_int8(id), std::move(title), pages ? wire_int4(*pages) : cell{}, wire_bool(lent)};
}

}  // namespace recto::test
