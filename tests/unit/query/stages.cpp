// SPDX-License-Identifier: BSL-1.0
// What stages do at run time; their text is tested in unit/sql/query.cpp.
#include <recto/query/clauses.hpp>
#include <recto/query/stages.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <cstdint>
#include <limits>
#include <vector>

using namespace recto;
using namespace blog;

namespace {

template <clause Kind, class Query>
std::int64_t bound_count(Query const& query) {
  return recto::detail::clause_of<Kind>(query).content.value;
}

static_assert((from<Post> | limit(0)).has(clause::limit) && !(from<Post> | limit(0)).has(clause::offset));
static_assert((from<Post> | every_row).has(clause::every_row));

}  // namespace

TEST_CASE("limit and offset take any integer that is not negative") {
  CHECK(bound_count<clause::limit>(from<Post> | limit(3)) == 3);
  CHECK(bound_count<clause::limit>(from<Post> | limit(3u)) == 3);
  CHECK(bound_count<clause::limit>(from<Post> | limit(std::size_t{7})) == 7);
  CHECK(bound_count<clause::limit>(from<Post> | limit(0)) == 0);
  CHECK(bound_count<clause::limit>(from<Post> | limit(1) | limit(2)) == 2);
  CHECK(bound_count<clause::offset>(from<Post> | offset(std::int64_t{1} << 40)) == std::int64_t{1} << 40);
}

TEST_CASE("a negative count is an error before it is sent") {
  int negative = -1;
  CHECK_ERROR(invalid_value, limit(negative));
  CHECK_ERROR(invalid_value, offset(std::int64_t{negative}));
  CHECK_ERROR(invalid_value, limit(std::numeric_limits<std::int64_t>::min()));
  CHECK_ERROR(invalid_value, limit(std::numeric_limits<std::uint64_t>::max()));  // no bigint holds it
  CHECK_ERROR(invalid_value, from<Post> | limit(negative));
}

TEST_CASE("a stage can be used more than once") {
  auto const wanted = where(post::title == std::string("one"));
  auto const first = from<Post> | wanted;
  auto const second = from<Post> | wanted | wanted;
  std::vector<std::string> seen{};
  auto see = [&](auto const& value) { seen.emplace_back(value.view()); };
  recto::detail::clause_of<clause::where>(first).each_value(see);
  recto::detail::clause_of<clause::where>(second).each_value(see);
  CHECK(seen == std::vector<std::string>{"one", "one", "one"});
}
