// SPDX-License-Identifier: BSL-1.0
// The tables of the programs here.
#pragma once

#include <recto/recto.hpp>
#include <recto/types/decimal.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace blog {

struct Post {
  std::int64_t id{};
  std::string title{};
  std::optional<std::string> subtitle{};
  std::int32_t views{};
  std::int16_t stars{};
  double score{};
  recto::decimal price{};
  bool published{};
  static consteval auto schema() { return recto::table("posts"); }
};

struct Comment {
  std::int64_t id{};
  std::int64_t post_id{};
  std::string body{};
  static consteval auto schema() { return recto::table("comments"); }
};

struct Membership {
  std::int64_t user_id{};
  std::int64_t group_id{};
  static consteval auto schema() {
    return recto::table("memberships") | recto::primary_key<&Membership::user_id, &Membership::group_id>;
  }
};

struct Summary {
  std::string title{};
  std::int64_t comments{};
};

}  // namespace blog

using namespace blog;
using recto::col;
using recto::count;
using recto::from;
using recto::group_by;
using recto::having;
using recto::is_null;
using recto::join;
using recto::left_join;
using recto::limit;
using recto::order_by;
using recto::select;
using recto::select_into;
using recto::set;
using recto::sum;
using recto::where;
