// SPDX-License-Identifier: BSL-1.0
#include <recto/query/clauses.hpp>
#include <recto/query/sources.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <type_traits>

using namespace recto;
using namespace blog;

namespace {

constexpr auto query = from<Post> | left_join<Comment>(comment::post_id == post::id)
                     | join(alias<User, "author">, alias<User, "author">[user::id] == post::author_id);
using joined = std::remove_const_t<decltype(query)>;
constexpr auto const& entries = recto::detail::source_entries<joined>;

static_assert(recto::detail::source_count<std::remove_const_t<decltype(from<Post>)>>() == 1);
static_assert(entries.size() == 3);
static_assert(entries[0].name == "posts" && entries[0].key == key_of<Post> && !entries[0].is_nullable);
static_assert(entries[1].name == "comments" && entries[1].key == key_of<Comment> && entries[1].is_nullable);
static_assert(entries[2].name == "author" && entries[2].key == key_of<User, "author"> && !entries[2].is_nullable);
static_assert(entries[0].key_columns == 1);
static_assert(recto::detail::source_entries<std::remove_const_t<decltype(from<Membership>)>>[0].key_columns == 2);
static_assert(std::is_same_v<recto::detail::source_row<joined>, Post>);

// What is no table is derived; a table without a struct has no key that is known.
using others = std::remove_const_t<decltype(subquery<"s">(from<Post>) | join<table<"notes">>(value(true)))>;
static_assert(recto::detail::source_entries<others>[0].is_derived
              && recto::detail::source_entries<others>[0].name == "s");
static_assert(recto::detail::source_entries<others>[1].is_schemaless
              && recto::detail::source_entries<others>[1].key_columns == 0);
// The verdict on the structs of all sources; a table without one needs none.
struct NoTable {
  std::int64_t id{};
};
static_assert(std::is_same_v<decltype(recto::detail::judge_schemas<others>()), ok>);
static_assert(
    std::is_same_v<
        decltype(recto::detail::judge_schemas<std::remove_const_t<decltype(from<Post> | cross_join<NoTable>())>>()),
        failed<no_schema, "NoTable">>);

}  // namespace

TEST_CASE("the sources of a query can be looked through") {
  constexpr scope const& sources = recto::detail::sources_of<joined>;
  CHECK(sources.count == 3);
  CHECK(sources.find(key_of<User>) == scope::nowhere);
  CHECK(sources.find(key_of<User, "author">) == 2);
}
