// SPDX-License-Identifier: BSL-1.0
// Chains of conditions so long that they are folded: the text, the values, and what is left out stay as they are.
#include <recto/recto.hpp>
#include <recto/repo/bound_query.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace recto;
using namespace blog;

namespace {

template <std::size_t... Index>
auto chain(std::index_sequence<Index...>) {
  return ((post::title == "title number " + std::to_string(Index)) && ...);
}
template <std::size_t... Index>
auto flags_chain(std::vector<bool> const& wanted, std::index_sequence<Index...>) {
  return (when(wanted[Index], post::title == "title number " + std::to_string(Index)) && ...);
}

template <class Query>
std::vector<std::string> texts_of(Query const& query) {
  std::vector<std::string> seen;
  auto see = [&]<class T>(T const& value) {
    if constexpr (requires { value.view(); }) seen.emplace_back(value.view());
  };
  recto::detail::each_parameter<recto::detail::statement_kind::select>(query, see);
  return seen;
}

std::string expected_text(std::size_t count) {
  std::string text = R"(SELECT "id" FROM "posts")";
  for (std::size_t i = 0; i < count; ++i)
    text += (i == 0 ? " WHERE \"title\" = $" : " AND \"title\" = $") + std::to_string(i + 1);
  return text;
}

template <std::size_t Count>
void check_chain() {
  auto const query = from<Post> | where(chain(std::make_index_sequence<Count>{})) | select(post::id);
  static_assert(cache_policy<decltype(query)> == cache::constant);
  CHECK(sql_of<decltype(query)> == expected_text(Count));
  auto const copied = query;
  auto moved = std::move(copied);
  std::vector<std::string> const texts = texts_of(moved);
  REQUIRE(texts.size() == Count);
  for (std::size_t i = 0; i < Count; ++i) CHECK(texts[i] == "title number " + std::to_string(i));
}

}  // namespace

TEST_CASE("a long chain has the text and the values of its conditions") {
  check_chain<8>();
  check_chain<9>();
  check_chain<17>();
  check_chain<40>();
}

TEST_CASE("a long chain leaves out what a short one does") {
  constexpr std::size_t count = 20;
  for (std::size_t step : {1u, 3u, 7u, 21u}) {
    std::vector<bool> wanted(count);
    std::size_t there = 0;
    for (std::size_t i = 0; i < count; i += step, ++there) wanted[i] = true;
    auto const query = from<Post> | where(flags_chain(wanted, std::make_index_sequence<count>{})) | select(post::id);
    CHECK(recto::detail::text_of_query<recto::detail::statement_kind::select>(query) == expected_text(there));
    CHECK(texts_of(query).size() == there);
  }
}

TEST_CASE("a chain of where and of || is folded as well") {
  auto const long_where = [](auto query) {
    return std::move(query) | where(post::views > 1) | where(post::views > 2) | where(post::views > 3)
         | where(post::views > 4) | where(post::views > 5) | where(post::views > 6) | where(post::views > 7)
         | where(post::views > 8) | where(post::views > 9) | where(post::views > 10);
  };
  auto const query = long_where(from<Post>) | or_where(post::title == "x") | select(post::id);
  CHECK(sql_of<decltype(query)>.ends_with(R"( AND "views" > $10 OR "title" = $11)"));
}
