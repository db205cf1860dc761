// SPDX-License-Identifier: BSL-1.0
// Fragments: how their text is taken apart, what is refused, when they are NULL, what they bind.
#include <recto/query/fragment.hpp>
#include <recto/query/verdict.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

using namespace recto;
using namespace blog;
using recto::detail::judge_fragment;
using recto::detail::parts_of;

namespace {

// --- the text --------------------------------------------------------------------------------------------------------

template <fixed_string Text>
constexpr std::size_t holes = parts_of<Text>.count;
static_assert(holes<"length(?) = ?"> == 2 && holes<"now()"> == 0 && holes<"?"> == 1 && holes<"??"> == 2);
static_assert(holes<"? \\? ?"> == 2 && holes<"\\?"> == 0);
static_assert(parts_of<"a \\? ? b">.between(0, parts_of<"a \\? ? b">.size) == "a ?  b");
static_assert(parts_of<"a \\ b">.between(0, 5) == "a \\ b");

template <fixed_string Text>
constexpr bool one_unit = parts_of<Text>.is_atom;
static_assert(one_unit<"lower(?)"> && one_unit<"now()"> && one_unit<"pg_catalog.f(?, (?))"> && one_unit<"(? + 1)">);
static_assert(one_unit<"current_date"> && one_unit<"f(')')"> && one_unit<"f(\")\", ?)">);
static_assert(!one_unit<"? + 1"> && !one_unit<"f(?) + g(?)"> && !one_unit<"?"> && !one_unit<"f(?)?">
              && !one_unit<"?(1)">);
static_assert(!one_unit<"NOT(?)"> && !one_unit<"not(?)"> && one_unit<"note(?)"> && !one_unit<"interval '1 day'">);
static_assert(!one_unit<"count(*) FILTER (WHERE ?)">);

template <fixed_string Text, std::size_t Index = 0>
constexpr bool delimited = parts_of<Text>.delimited[Index];
static_assert(delimited<"f(?)"> && delimited<"f( ? )"> && delimited<"f(?, 1)"> && delimited<"f(1,?)">
              && delimited<"a[?]">);
static_assert(!delimited<"f(? + 1)"> && !delimited<"f(1 + ?)">
              && !delimited<"f(?"
                            "?)">
              && !delimited<"f(? ?)">);
static_assert(!delimited<"? + 1"> && !delimited<"1 + ?"> && delimited<"?">);

// --- verdicts --------------------------------------------------------------------------------------------------------

template <fixed_string Text, std::size_t Arguments>
using verdict = decltype(judge_fragment<Text, Arguments>());
static_assert(std::is_same_v<verdict<"lower(?)", 1>, ok> && std::is_same_v<verdict<"now()", 0>, ok>);
static_assert(std::is_same_v<verdict<"x = 'it''s' AND \"a\"\"b\"", 0>, ok>);
static_assert(std::is_same_v<verdict<"';' || '--' || '(' || '/*' || '$1'", 0>, ok>);
static_assert(
    std::is_same_v<verdict<"lower(?)", 0>, failed<fragment_arguments, "lower(?)", "1 placeholder", "0 arguments">>);
static_assert(
    std::is_same_v<verdict<"f(?, ?)", 1>, failed<fragment_arguments, "f(?, ?)", "2 placeholders", "1 argument">>);
static_assert(
    std::is_same_v<verdict<"f(\\?)", 12>, failed<fragment_arguments, "f(\\?)", "0 placeholders", "12 arguments">>);
template <fixed_string Text, fixed_string Why>
constexpr bool refused = std::is_same_v<verdict<Text, parts_of<Text>.count>, failed<fragment_text, Text, Why>>;
static_assert(refused<"", "there is no text"> && refused<"  ", "there is no text">);
static_assert(refused<"'x", "a quote is not closed"> && refused<"\"x", "a quote is not closed">);
static_assert(refused<"f(?", "parentheses are not paired"> && refused<"1) OR (1 = 1", "parentheses are not paired">);
static_assert(refused<"1 -- x", "a comment"> && refused<"1 /* x", "a comment">
              && refused<"1; SELECT 2", "a semicolon">);
static_assert(refused<"x = $1", "a numbered parameter"> && refused<"x = '?'", "a placeholder within quotes">);
static_assert(refused<"\"?\"", "a placeholder within quotes"> && refused<"a\0b", "a NUL">);

// --- nodes -----------------------------------------------------------------------------------------------------------

template <class Node>
using plain = std::remove_cvref_t<Node>;
constexpr auto lower_title = fragment<"lower(?)", std::string>(post::title);
static_assert(std::is_empty_v<plain<decltype(lower_title)>> && !lower_title.nullable(scope{}));
static_assert(std::is_same_v<plain<decltype(lower_title)>::value_type, std::string>);
static_assert(fragment<"lower(?)", std::string>(post::subtitle).nullable(scope{}));
static_assert(fragment<"nullif(?, 0)", std::optional<int>>(post::views).nullable(scope{}));
static_assert(
    std::is_same_v<decltype(fragment<"nullif(?, 0)", std::optional<int>>(post::views))::value_type, std::int32_t>);
static_assert(fragment<"? + ?", int>(post::views, 1).parameters == 1);
static_assert(fragment<"? COLLATE ?", std::string>(post::title, identifier<"C">).parameters == 0);

constexpr auto median = aggregate_fragment<"percentile_cont(0.5) WITHIN GROUP (ORDER BY ?)", double>(post::score);
static_assert(recto::detail::is_aggregate<plain<decltype(median)>> && median.nullable(scope{}));
template <class Query>
using verdict_on = query_verdict<std::remove_cvref_t<Query>>;
static_assert(verdict_on<decltype(from<Post> | group_by(post::state) | select(post::state, median))>::value);
static_assert(
    std::is_same_v<verdict_on<decltype(from<Post> | where(median > 1.0))>, failed<aggregate_not_allowed, "WHERE">>);
static_assert(
    std::is_same_v<verdict_on<decltype(from<Post> | where(fragment<"lower(?)", std::string>(user::name) == "x"))>,
                   failed<column_not_in_scope, "users", "name">>);
static_assert(verdict_on<decltype(from<Post> | group_by(lower_title) | select(lower_title, count())
                                  | order_by(desc(lower_title)))>::value);

struct collector {
  std::vector<std::string> seen{};
  void operator()(recto::detail::owned_text const& text) { seen.emplace_back(text.view()); }
  void operator()(std::string_view text) { seen.emplace_back(text); }
  void operator()(int number) { seen.push_back(std::to_string(number)); }
};

}  // namespace

TEST_CASE("a fragment binds its values in the order of its question marks") {
  std::string word = "owned";
  auto const condition = fragment<"f(?, ?, ?, ?) = ?", bool>(post::views + 1, word, "literal", borrow(word), 2);
  static_assert(plain<decltype(condition)>::parameters == 5);
  word = "other";
  collector values;
  condition.each_value(values);
  CHECK(values.seen == std::vector<std::string>{"1", "owned", "literal", "other", "2"});
}
