// SPDX-License-Identifier: BSL-1.0
// What the rule book is made of; verdict.cpp has the rules themselves.
#include <recto/query/judge.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

using namespace recto;
using namespace blog;
using recto::detail::judge_select;
using recto::detail::judge_write;
using recto::detail::rule;

namespace {

template <class Query>
constexpr rule selected(Query const&) {
  return judge_select<Query>().broken;
}
template <class Query>
constexpr rule written(Query const&) {
  return judge_write<Query>().broken;
}

static_assert(selected(from<Post>) == rule::none && written(from<Post>) == rule::none);
static_assert(selected(from<Post> | where(comment::body == "x")) == rule::column_not_in_scope);
static_assert(written(from<Post> | where(comment::body == "x")) == rule::column_not_in_scope);
// What a write does not have is not looked at, what a read does not have neither.
static_assert(written(from<Post> | order_by(comment::id)) == rule::none);
static_assert(selected(from<Post> | set(comment::body = "x") | select(post::id)) == rule::none);

constexpr auto slots = recto::detail::slots_of_row<Summary>();
static_assert(slots.size() == 2 && !slots[0].is_nullable);
static_assert(slots[0].type == recto::detail::key_of_type<std::string>);
static_assert(slots[1].type == recto::detail::key_of_type<std::int64_t>);
static_assert(recto::detail::slots_of_row<User>()[2].is_nullable);

}  // namespace

TEST_CASE("a violation carries names") {
  constexpr auto query = from<Post> | where(comment::body == "x");
  constexpr auto found = judge_select<std::remove_const_t<decltype(query)>>();
  CHECK(found.first == "comments");
  CHECK(found.second == "body");
}
