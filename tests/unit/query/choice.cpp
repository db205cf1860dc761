// SPDX-License-Identifier: BSL-1.0
// What choices show to visitors of values, and which stages accept them; their text: tests/unit/sql/choice.cpp.
#include <recto/query/choice.hpp>

#include <recto/query/clauses.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <optional>
#include <string>
#include <vector>

using namespace recto;
using namespace blog;

namespace {

// A constant may hold choices that were made.
constexpr auto stored = from<User> | where_if(true, user::age > 3) | limit(std::optional(3));
static_assert(stored.has(clause::where));

template <class Query>
using verdict = query_verdict<Query>;
static_assert(std::is_same_v<verdict<decltype(from<User> | where_if(true, post::views > 3))>,
                             failed<column_not_in_scope, "posts", "views">>);
static_assert(std::is_same_v<verdict<decltype(from<User> | where_if(true, count() > std::int64_t{3}))>,
                             failed<aggregate_not_allowed, "WHERE">>);
static_assert(std::is_same_v<verdict<decltype(from<User> | order_by_if(true, post::views))>,
                             failed<column_not_in_scope, "posts", "views">>);
static_assert(std::is_same_v<verdict<decltype(from<User> | order_by(either(true, asc(user::age), asc(post::views))))>,
                             failed<column_not_in_scope, "posts", "views">>);
// Behind a join that may not be there stands what the join would bring.
static_assert(
    std::is_same_v<
        row_of<decltype(from<Post> | join_if(true, left_join<User>(user::id == post::author_id)) | select(user::name))>,
        std::optional<std::string>>);
static_assert(std::is_same_v<update_verdict<decltype(from<Post> | join_if(true, join<User>(user::id == post::author_id))
                                                     | where(post::id == 1) | set(post::title = "x"))>,
                             failed<clause_not_allowed, "update_all", "join_if">>);
// What may be one of two may be NULL if one may.
static_assert(std::is_same_v<row_of<decltype(from<User> | select(either(true, user::name, user::email)))>,
                             std::optional<std::string>>);
static_assert(std::is_same_v<row_of<decltype(from<User> | select(either(true, user::name, user::name)))>, std::string>);

struct trace {
  std::vector<std::string> seen{};
  void operator()(recto::detail::chosen_bits const& made) {
    seen.push_back("choice " + std::to_string(made.chosen) + " of " + std::to_string(made.bits));
  }
  void operator()(int value) { seen.push_back(std::to_string(value)); }
  void operator()(std::int64_t value) { seen.push_back(std::to_string(value)); }
};

template <class Query>
std::vector<std::string> traced(Query const& query) {
  trace visitor;
  recto::detail::each_parameter<recto::detail::statement_kind::select>(query, visitor);
  return visitor.seen;
}

}  // namespace

TEST_CASE("a choice is seen before what it brings") {
  using list = std::vector<std::string>;
  CHECK(traced(from<User> | where_if(true, user::age > 7)) == list{"choice 1 of 1", "7"});
  CHECK(traced(from<User> | where_if(false, user::age > 7)) == list{"choice 0 of 1"});
  CHECK(traced(from<User> | where(either(false, user::age > 7, user::age > 8))) == list{"choice 0 of 1", "8"});
  CHECK(traced(from<User> | limit(std::optional<int>{}) | offset(std::optional(4)))
        == list{"choice 0 of 1", "choice 1 of 1", "4"});
  CHECK(traced(from<User> | *order_by_name<&User::name, &User::age>("age", direction::desc)) == list{"choice 3 of 2"});
  CHECK(traced(from<User> | where(when(true, user::age > 1 && when(false, user::age > 2))))
        == list{"choice 1 of 1", "1", "choice 0 of 1"});
  CHECK(traced(from<User> | where(when(false, user::age > 1 && when(true, user::age > 2)))) == list{"choice 0 of 1"});
}

TEST_CASE("a condition is made only of what is given") {
  int made = 0;
  auto const make = [&](int age) {
    ++made;
    return user::age > age;
  };
  CHECK(traced(from<User> | where_if(std::optional<int>{}, make)).size() == 1);
  CHECK(made == 0);
  CHECK(traced(from<User> | where_if(std::optional(5), make)) == std::vector<std::string>{"choice 1 of 1", "5"});
  CHECK(made == 1);
}
