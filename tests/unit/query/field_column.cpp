// SPDX-License-Identifier: BSL-1.0
#include <recto/query/field_column.hpp>

#include "associations.hpp"

using namespace recto;
using namespace recto::test::associations;
using detail::field_column;

namespace {

// The same column as one that is named by a pointer to member.
using by_position = field_column<Comment, 1>;
static_assert(by_position::name == "post_id");
static_assert(by_position::table() == "comments");
static_assert(std::is_same_v<by_position::value_type, std::int64_t>);
static_assert(std::is_same_v<field_column<Comment, 2>::value_type, std::int64_t>);
static_assert(std::is_same_v<field_column<Comment, 2>::member, std::optional<std::int64_t>>);
static_assert(field_column<Comment, 1, "other">::table() == "other");
static_assert(by_position::parameters == 0);

static_assert(query_verdict<decltype(from<Comment> | where(by_position{} == 1))>::value);
static_assert(!query_verdict<decltype(from<Post> | where(by_position{} == 1))>::value);
// NULL is asked of what may be NULL alone.
static_assert(query_verdict<decltype(from<Comment> | where(is_null(field_column<Comment, 2>{})))>::value);
static_assert(!query_verdict<decltype(from<Comment> | where(is_null(by_position{})))>::value);

}  // namespace

TEST_CASE("a column by position is a column") {
  CHECK(by_position::source == decltype(col<&Comment::post_id>)::source);
}
