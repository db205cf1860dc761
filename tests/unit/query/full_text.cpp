// SPDX-License-Identifier: BSL-1.0
// Full-text search: types and NULL.
#include <recto/query/full_text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <string>
#include <type_traits>

using namespace recto;
using namespace blog;

namespace {

template <class Value, class Node>
constexpr bool is(Node const&, bool nullable) {
  return std::is_same_v<typename Node::value_type, Value> && Node::nullable(scope{}) == nullable;
}
constexpr auto words = to_tsvector<"english">(post::title);
constexpr auto wanted = plainto_tsquery<"english">(post::subtitle);
static_assert(is<tsvector>(words, false) && is<tsvector>(to_tsvector(post::subtitle), true)
              && is<tsquery>(wanted, true));
static_assert(is<tsquery>(phraseto_tsquery(post::title), false)
              && is<tsquery>(to_tsquery<"simple">(post::title), false));
static_assert(is<tsquery>(websearch_to_tsquery<"english">(post::title), false));
static_assert(is<bool>(matches(words, wanted), true) && is<bool>(matches(words, to_tsquery(post::title)), false));
static_assert(is<float>(ts_rank(words, wanted), true) && is<float>(ts_rank_cd(words, to_tsquery(post::title)), false));
static_assert(is<std::string>(ts_headline<"english">(post::title, wanted), true));
static_assert(std::is_empty_v<decltype(words)> && !recto::detail::comparable<tsvector, std::string>());
static_assert(std::is_same_v<decltype(recto::detail::judge_argument<false, "matches", "recto::tsquery",
                                                                    std::remove_cvref_t<decltype(post::title)>>()),
                             failed<argument_does_not_fit, "matches", "posts.title", "recto::tsquery">>);

}  // namespace

TEST_CASE("what is searched for is a parameter") {
  std::string const typed = "\"fat rats\" or 'x'; --";
  auto const query = websearch_to_tsquery<"english">(typed);
  std::string seen{};
  auto note = [&](auto const& text) { seen = text.view(); };
  query.each_value(note);
  CHECK(seen == typed);
}
