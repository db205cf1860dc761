// SPDX-License-Identifier: BSL-1.0
// Arrays: types, NULL, and what is refused.
#include <recto/query/array.hpp>
#include <recto/query/verdict.hpp>
#include <support/test.hpp>
#include <unit/query/document.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

using namespace recto;
using namespace blog;
using recto::detail::array_verdict;
using recto::detail::is_list;

namespace {

using texts = std::vector<std::string>;
using numbers = std::vector<std::int64_t>;
using holes = std::vector<std::optional<std::int32_t>>;

static_assert(is_list<texts> && is_list<holes> && is_list<std::vector<std::vector<std::byte>>>);
static_assert(!is_list<std::string> && !is_list<std::vector<std::byte>> && !is_list<std::vector<texts>>);

template <class Value, class Node>
constexpr bool is(Node const&, bool nullable) {
  return std::is_same_v<typename Node::value_type, Value> && Node::nullable(scope{}) == nullable;
}
static_assert(is<bool>(contains_element(document::tags, document::body), false));
static_assert(is<bool>(contains_element(document::tags, document::note), true));
static_assert(is<bool>(contains_element(document::numbers, 3), true));
static_assert(is<bool>(contains_element(document::holes, 3), true));  // not found beside a NULL: unknown
static_assert(is<bool>(array_contains(document::tags, document::tags), false));
static_assert(is<bool>(array_overlaps(document::numbers, document::numbers), true));
static_assert(is<std::int32_t>(cardinality(document::tags), false)
              && is<std::int32_t>(cardinality(document::numbers), true));
static_assert(is<texts>(array_append(document::tags, document::body), false));
static_assert(is<std::vector<std::optional<std::string>>>(array_append(document::tags, document::note), false));
static_assert(is<numbers>(array_append(document::numbers, 3), false));  // NULL counts as an empty array
static_assert(is<numbers>(array_prepend(document::id, document::numbers), false));
static_assert(is<texts>(array_remove(document::tags, document::body), false)
              && is<numbers>(array_remove(document::numbers, 3), true));
static_assert(is<std::int32_t>(array_position(document::tags, document::body), true));
static_assert(is<holes>(array_append(document::holes, 3), false));

static_assert(std::is_same_v<array_verdict<"cardinality", std::remove_cvref_t<decltype(document::body)>>,
                             failed<argument_does_not_fit, "cardinality", "documents.body", "an array">>);
static_assert(std::is_same_v<array_verdict<"cardinality", std::remove_cvref_t<decltype(document::tags)>>, ok>);

template <class Assignment>
using update_of = decltype(from<Document> | every_row | set(std::declval<Assignment>()));
static_assert(update_verdict<update_of<decltype(push(document::tags, document::body))>>::value);
static_assert(update_verdict<update_of<decltype(pull(document::numbers, document::id))>>::value);
static_assert(
    std::is_same_v<
        update_verdict<decltype(from<Document> | every_row
                                | set(push(document::tags, document::body), pull(document::tags, document::body)))>,
        failed<column_twice, "tags">>);

}  // namespace

TEST_CASE("arrays bind what stands beside them in the order of the text") {
  auto const found = contains_element(array_append(document::tags, "x"), "y");
  std::string seen{};
  auto note = [&](auto const& text) { seen += std::string_view(text); };
  found.each_value(note);
  CHECK(seen == "yx");
  auto const both = array_contains(document::numbers, {1, 2});
  auto check = [&](numbers const& bound) { CHECK(bound == numbers{1, 2}); };
  both.each_value(check);
  auto const holey = array_overlaps(document::holes, holes{1, std::nullopt});
  auto check_holes = [&](holes const& bound) { CHECK(bound == holes{1, std::nullopt}); };
  holey.each_value(check_holes);
}
