// SPDX-License-Identifier: BSL-1.0
// What a C++ value becomes beside an expression: who owns its text, and under what name it is refused.
#include <recto/query/operand.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

using namespace recto;
using namespace blog;
using recto::detail::operand_text;

namespace {

template <class T>
constexpr auto text_of_operand = operand_text<std::remove_cvref_t<T>>();
template <class T>
constexpr std::string_view operand_name = text_of_operand<T>.view();

static_assert(operand_name<decltype(post::title)> == "posts.title");
static_assert(operand_name<decltype(alias<Post, "p">[post::title])> == "p.title");
static_assert(operand_name<decltype(post::views + 1)> == "std::int32_t");
static_assert(operand_name<std::string> == "std::string" && operand_name<std::string_view> == "std::string_view");
static_assert(operand_name<char[3]> == "text" && operand_name<char const*> == "text");
static_assert(operand_name<std::int64_t> == "std::int64_t" && operand_name<std::int16_t> == "std::int16_t");
static_assert(operand_name<double> == "double" && operand_name<bool> == "bool");
static_assert(operand_name<utc_datetime> == "recto::utc_datetime");
static_assert(operand_name<naive_datetime> == "recto::naive_datetime");
static_assert(operand_name<std::nullopt_t> == "std::nullopt" && operand_name<std::nullptr_t> == "nullptr");
static_assert(operand_name<decimal> == "recto::decimal" && operand_name<status> == "blog::status");

template <class Value>
constexpr bool is_kept_as_view =
    std::is_same_v<typename decltype(recto::detail::bind_as<std::string>(std::declval<Value>()))::stored_type,
                   std::string_view>;
static_assert(is_kept_as_view<char const (&)[4]>);  // a literal
static_assert(is_kept_as_view<borrowed>);
static_assert(!is_kept_as_view<char (&)[4]> && !is_kept_as_view<char const*>);
static_assert(!is_kept_as_view<std::string> && !is_kept_as_view<std::string_view>);

// What a query of today owns, a query of tomorrow can use.
auto titled(std::string_view title) {
  std::string const local(title);
  return from<Post> | where(post::title == local);
}
auto titled_by_view(std::string_view title) { return post::title == title; }

}  // namespace

TEST_CASE("text that a function made outlives it") {
  std::string text = "a text that is longer than any small buffer of a string";
  auto const query = titled(text);
  auto const condition = titled_by_view(text);
  text.assign(text.size(), 'x');
  std::string seen{};
  auto see = [&](auto const& value) { seen = value.view(); };
  recto::detail::clause_of<clause::where>(query).each_value(see);
  CHECK(seen == "a text that is longer than any small buffer of a string");
  CHECK(condition.right.value.view() == "a text that is longer than any small buffer of a string");
}

TEST_CASE("an array that may change is copied up to its end") {
  char name[20] = "first";
  auto const condition = post::title == name;
  name[0] = 'F';
  CHECK(condition.right.value.view() == "first");
  char const* const pointer = name;
  CHECK((post::title == pointer).right.value.view() == "First");
}

TEST_CASE("a literal is a view, all of it") {
  static constexpr auto condition = post::title == "größe";
  CHECK(condition.right.value == "größe");
  CHECK((post::title == "").right.value.empty());
  CHECK((post::title == "a\0b").right.value.size() == 3);
}

TEST_CASE("a moved string is taken over, a copied query keeps its own") {
  auto const first = post::title == std::string(100, 'x');
  auto const second = first;
  CHECK(first.right.value.view() == second.right.value.view());
  CHECK(first.right.value.data() != second.right.value.data());
}
