// SPDX-License-Identifier: BSL-1.0
#include <recto/query/fragment_source.hpp>
#include <recto/recto.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

using namespace recto;
using namespace blog;

namespace {

struct Number {
  std::int32_t n{};
};
struct Word {
  std::string word{};
  std::int64_t place{};
};

constexpr auto numbers = fragment_source<"numbers", Number, "generate_series(?, ?)">(1, 10);
constexpr auto n = col<&Number::n>;

static_assert(std::is_same_v<row_of<decltype(numbers | where(n > 3))>, Number>);
static_assert(std::is_same_v<row_of<decltype(numbers | select(numbers.col<&Number::n>))>, std::int32_t>);

// joined it stands beside the tables; laterally it sees those before it
constexpr auto words =
    fragment_source<"words", Word, "regexp_split_to_table(?, ' ') WITH ORDINALITY">(col<&Post::title>);
static_assert(
    std::is_same_v<query_verdict<decltype(from<Post> | lateral_join(words, words.col<&Word::place> == 1))>, ok>);
using beside = decltype(from<Post> | join(words, words.col<&Word::place> == 1) | select(words.col<&Word::word>));
static_assert(std::is_same_v<query_verdict<beside>, failed<column_not_in_scope, "posts", "title">>);

// no table: it cannot be written
static_assert(std::is_same_v<delete_verdict<decltype(numbers | where(n > 3))>,
                             failed<clause_not_allowed, "delete_all", "subquery">>);

}  // namespace

TEST_CASE("the values of a source come before those of the conditions") {
  auto const asked = numbers | where(n > 3);
  std::vector<std::int64_t> seen;
  auto see = [&](auto const& value) { seen.push_back(static_cast<std::int64_t>(value)); };
  recto::detail::each_parameter<recto::detail::statement_kind::select>(asked, see);
  CHECK(seen == std::vector<std::int64_t>{1, 10, 3});
}
