// SPDX-License-Identifier: BSL-1.0
// The tables that the tests of queries and of their SQL ask: a blog, and one with every type that can be computed with.
#pragma once

#include <recto/query/aggregate.hpp>
#include <recto/query/clauses.hpp>
#include <recto/query/function.hpp>
#include <recto/schema/table.hpp>
#include <recto/types/basic.hpp>
#include <recto/types/decimal.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace blog {

enum class status { draft, open, closed };

struct Comment;

struct User {
  std::int64_t id{};
  std::string name{};
  std::optional<std::string> email{};
  std::int32_t age{};
  static consteval auto schema() { return recto::table("users"); }
};

struct Post {
  std::int64_t id{};
  std::string title{};
  std::optional<std::string> subtitle{};
  bool published{};
  std::int32_t views{};
  recto::decimal price{};
  double score{};
  status state = status::draft;
  std::optional<recto::utc_datetime> published_at{};
  std::int64_t author_id{};
  recto::belongs_to<User> author{};
  recto::has_many<Comment> comments{};
  static consteval auto schema() { return recto::table("posts"); }
};

struct Comment {
  std::int64_t id{};
  std::int64_t post_id{};
  std::optional<std::int64_t> user_id{};
  std::string body{};
  std::int16_t stars{};
  static consteval auto schema() { return recto::table("comments"); }
};

struct Category {
  std::int32_t id{};
  std::optional<std::int32_t> parent_id{};
  std::string name{};
  static consteval auto schema() { return recto::table("categories"); }
};

struct Membership {
  std::int64_t user_id{};
  std::int64_t group_id{};
  std::string role{};
  static consteval auto schema() {
    return recto::table("memberships") | recto::primary_key<&Membership::user_id, &Membership::group_id>;
  }
};

// Every name needs its quotes.
struct Order {
  std::int64_t id{};
  std::string select{};
  std::int32_t number{};
  static consteval auto schema() {
    return recto::table("or\"der") | recto::source<&Order::select>("group") | recto::source<&Order::number>("n\"r \"");
  }
};

// No table of its own: what select_into fills.
struct Summary {
  std::string title{};
  std::int64_t comments{};
};

// One column of each type that is computed with.
struct Reading {
  std::int64_t id{};
  std::int16_t small{};
  std::int32_t medium{};
  std::int64_t big{};
  float single{};
  double twice{};
  recto::decimal exact{};
  bool flag{};
  std::string text{};
  recto::utc_datetime at{};
  recto::naive_datetime local{};
  recto::date day{};
  recto::time_of_day time{};
  recto::interval span{};
  boost::uuids::uuid key{};
  status state{};
  std::vector<std::byte> bytes{};
  std::vector<std::int32_t> list{};
  std::optional<std::int32_t> maybe{};
  static consteval auto schema() { return recto::table("readings"); }
};

namespace post {
inline constexpr auto id = recto::col<&Post::id>;
inline constexpr auto title = recto::col<&Post::title>;
inline constexpr auto subtitle = recto::col<&Post::subtitle>;
inline constexpr auto published = recto::col<&Post::published>;
inline constexpr auto views = recto::col<&Post::views>;
inline constexpr auto price = recto::col<&Post::price>;
inline constexpr auto score = recto::col<&Post::score>;
inline constexpr auto state = recto::col<&Post::state>;
inline constexpr auto published_at = recto::col<&Post::published_at>;
inline constexpr auto author_id = recto::col<&Post::author_id>;
}  // namespace post

namespace comment {
inline constexpr auto id = recto::col<&Comment::id>;
inline constexpr auto post_id = recto::col<&Comment::post_id>;
inline constexpr auto user_id = recto::col<&Comment::user_id>;
inline constexpr auto body = recto::col<&Comment::body>;
inline constexpr auto stars = recto::col<&Comment::stars>;
}  // namespace comment

namespace user {
inline constexpr auto id = recto::col<&User::id>;
inline constexpr auto name = recto::col<&User::name>;
inline constexpr auto email = recto::col<&User::email>;
inline constexpr auto age = recto::col<&User::age>;
}  // namespace user

namespace category {
inline constexpr auto id = recto::col<&Category::id>;
inline constexpr auto parent_id = recto::col<&Category::parent_id>;
inline constexpr auto name = recto::col<&Category::name>;
}  // namespace category

}  // namespace blog
