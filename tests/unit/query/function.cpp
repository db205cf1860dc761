// SPDX-License-Identifier: BSL-1.0
// NULL checks, membership, patterns and plain values: their types, and what becomes of what they are given.
#include <recto/query/function.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <array>
#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

using namespace recto;
using namespace blog;
using recto::detail::judge_text;
using recto::detail::like_pattern;

namespace {

struct Gaps {
  std::int64_t id{};
  std::vector<std::optional<std::int32_t>> list{};
  static consteval auto schema() { return recto::table("gaps"); }
};

template <class Expression>
using type_of = typename std::remove_cvref_t<Expression>::value_type;

static_assert(std::is_same_v<type_of<decltype(is_null(post::subtitle))>, bool>);
static_assert(std::is_same_v<type_of<decltype(like(post::title, "x"))>, bool>);
static_assert(std::is_same_v<type_of<decltype(value(3))>, int>
              && std::is_same_v<type_of<decltype(value("x"))>, std::string>);
static_assert(std::is_same_v<type_of<decltype(value(std::string_view("x")))>, std::string>);
static_assert(std::is_same_v<type_of<decltype(value(true))>, bool>);
static_assert(std::is_same_v<type_of<decltype(value(decimal{1}))>, decimal>);
static_assert(!decltype(is_null(post::subtitle))::nullable(scope{}) && !decltype(value(3))::nullable(scope{}));
static_assert(is_null(post::views + 1).parameters == 1 && is_null(post::subtitle).parameters == 0);
static_assert(like(post::title, post::subtitle).parameters == 0 && like(post::title, "x").parameters == 1);

static_assert(std::is_same_v<decltype(judge_text<std::remove_const_t<decltype(post::title)>>()), ok>);
static_assert(std::is_same_v<decltype(judge_text<std::remove_const_t<decltype(post::subtitle)>>()), ok>);
static_assert(std::is_same_v<decltype(judge_text<std::remove_const_t<decltype(post::views)>>()),
                             failed<not_text, "posts.views">>);
static_assert(std::is_same_v<decltype(judge_text<std::remove_const_t<decltype(post::state)>>()),
                             failed<not_text, "posts.state">>);

}  // namespace

TEST_CASE("patterns are literal but for what is added") {
  CHECK(like_pattern("", "abc", "%") == "abc%");
  CHECK(like_pattern("%", "50%_of\\it", "%") == "%50\\%\\_of\\\\it%");
  CHECK(like_pattern("%", "", "") == "%");
  CHECK(starts_with(post::title, "a_b").right.value.view() == "a\\_b%");
  CHECK(ends_with(post::title, "a%b").right.value.view() == "%a\\%b");
  CHECK(contains(post::title, std::string("x\\y")).right.value.view() == "%x\\\\y%");
  CHECK(contains(post::title, "größe 🦆").right.value.view() == "%größe 🦆%");
}

TEST_CASE("lists take the type of what they are compared with") {
  auto const numbers = in(post::author_id, {1, 2, 3});
  static_assert(std::is_same_v<decltype(numbers.right.value), std::vector<std::int64_t>>);
  CHECK(numbers.right.value == std::vector<std::int64_t>{1, 2, 3});

  auto const words = not_in(post::title, {"a", "b"});
  CHECK(words.right.value == std::vector<std::string>{"a", "b"});
  CHECK(in(post::subtitle, std::vector<std::string_view>{"x"}).right.value == std::vector<std::string>{"x"});
  CHECK(in(post::price, {1, 2}).right.value == std::vector<decimal>{decimal{1}, decimal{2}});
  CHECK(in(post::state, {status::open}).right.value == std::vector<status>{status::open});
  CHECK(in(post::views, std::vector<std::int32_t>{}).right.value.empty());
  CHECK(in(post::published, {true, false}).right.value == std::vector<bool>{true, false});
}

TEST_CASE("a list may be of any kind") {
  std::array<std::int32_t, 2> const pair{1, 2};
  std::int32_t plain[]{3, 4, 5};
  std::vector<bool> const bits{true, false};
  CHECK(in(post::views, pair).right.value == std::vector<std::int32_t>{1, 2});
  CHECK(in(post::author_id, plain).right.value == std::vector<std::int64_t>{3, 4, 5});
  CHECK(not_in(post::views, std::span<std::int32_t const>(plain).first(2)).right.value
        == std::vector<std::int32_t>{3, 4});
  CHECK(in(post::published, bits).right.value == bits);
  std::vector<std::int32_t> own{6, 7};
  auto const* const data = own.data();
  CHECK(in(post::views, std::move(own)).right.value.data() == data);
  using nanoseconds = std::chrono::sys_time<std::chrono::nanoseconds>;
  CHECK(in(post::published_at, {nanoseconds{std::chrono::seconds{1}}}).right.value
        == std::vector<utc_datetime>{utc_datetime{std::chrono::seconds{1}}});
  static_assert(in(post::views, col<&Reading::list>).parameters == 0);
  static_assert(!decltype(in(post::views, col<&Reading::list>))::nullable(scope{}));
  static_assert(decltype(in(post::views, col<&Gaps::list>))::nullable(scope{}));
}

TEST_CASE("a plain value is owned") {
  std::string text = "a text that is longer than any small buffer of a string";
  auto const kept = value(text);
  text.assign(text.size(), 'x');
  CHECK(kept.value.view() == "a text that is longer than any small buffer of a string");
  CHECK(value(7).value == 7);
  CHECK(value(borrow("x")).value == "x");
  using namespace std::chrono_literals;
  static_assert(std::is_same_v<type_of<decltype(value(std::chrono::system_clock::now()))>, utc_datetime>);
  static_assert(std::is_same_v<type_of<decltype(value(std::chrono::local_seconds{}))>, naive_datetime>);
  static_assert(std::is_same_v<type_of<decltype(value(std::chrono::sys_days{}))>, std::chrono::sys_days>);
  CHECK(value(3h).value == interval{.time = 3h});
}
