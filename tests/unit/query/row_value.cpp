// SPDX-License-Identifier: BSL-1.0
// Rows of values: members are judged pair by pair, and a plain member takes the type of the one that it meets.
#include <recto/query/row_value.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

using namespace recto;
using namespace blog;
using recto::detail::judge_lengths;
using recto::detail::judge_members;

namespace {

template <class Expression>
using plain = std::remove_cvref_t<Expression>;
using views = plain<decltype(post::views)>;
using title = plain<decltype(post::title)>;
using author = plain<decltype(post::author_id)>;

static_assert(std::is_same_v<decltype(judge_lengths<2, 2>()), ok>);
static_assert(std::is_same_v<decltype(judge_lengths<2, 13>()), failed<rows_differ_in_length, "2", "13">>);
static_assert(std::is_same_v<decltype(judge_members<views, int>()), ok>);
static_assert(std::is_same_v<decltype(judge_members<int, author>()), ok>);
static_assert(std::is_same_v<decltype(judge_members<views, author>()), ok>);
static_assert(std::is_same_v<decltype(judge_members<views, title>()),
                             failed<operands_do_not_fit, "posts.views", "posts.title", "std::int32_t", "std::string">>);
static_assert(std::is_same_v<decltype(judge_members<views, std::int64_t>()),
                             failed<operands_do_not_fit, "posts.views", "std::int64_t", "std::int32_t">>);
static_assert(std::is_same_v<decltype(judge_members<std::int32_t, std::int32_t>()),
                             failed<operands_do_not_fit, "std::int32_t", "std::int32_t">>);
static_assert(
    std::is_same_v<decltype(judge_members<views, std::optional<int>>()), failed<comparison_with_null, "posts.views">>);

using compared = plain<decltype(row_value(post::title, post::views) < row_value("x", 1))>;
static_assert(std::is_same_v<compared::value_type, bool> && compared::parameters == 2 && !compared::nullable(scope{}));
static_assert(plain<decltype(row_value(post::subtitle) == row_value("x"))>::nullable(scope{}));

}  // namespace

TEST_CASE("the values of rows come in the order of the text") {
  auto const node = row_value(post::author_id, 1, post::id) >= row_value(2, post::id, 3);
  std::vector<std::int64_t> seen{};
  auto note = [&](std::int64_t const& bound) { seen.push_back(bound); };
  node.each_value(note);
  CHECK(seen == std::vector<std::int64_t>{1, 2, 3});
}

TEST_CASE("a row owns its text") {
  std::string text = "a text that is longer than any small buffer of a string";
  auto const row = row_value(text);
  text.assign(text.size(), 'x');
  auto const node = row_value(post::title) == row;
  std::string seen{};
  auto note = [&](auto const& bound) { seen = bound.view(); };
  node.each_value(note);
  CHECK(seen == "a text that is longer than any small buffer of a string");
}
