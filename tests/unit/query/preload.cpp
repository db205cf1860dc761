// SPDX-License-Identifier: BSL-1.0
// Which paths are paths, and that they add nothing to the query's SQL; tests/db/repo/preload.cpp loads.
#include <recto/query/preload.hpp>

#include "associations.hpp"

#include <recto/sql/clauses.hpp>
#include <recto/sql/text.hpp>

using namespace recto;
using namespace recto::test::associations;

static_assert(std::is_same_v<preload_verdict<&Post::comments>, ok>);
static_assert(std::is_same_v<preload_verdict<&Post::comments, &Comment::user>, ok>);
static_assert(
    std::is_same_v<preload_verdict<&Post::comments, &Comment::answered, &Comment::answered, &Comment::user>, ok>);
static_assert(std::is_same_v<preload_verdict<&Post::comments, &Post::author>,
                             failed<preload_path_broken, "Comment", "Post", "author">>);
static_assert(std::is_same_v<preload_verdict<&Post::id>, failed<not_an_association, "Post", "id">>);
static_assert(
    std::is_same_v<preload_verdict<&Post::comments, &Comment::id>, failed<not_an_association, "Comment", "id">>);

namespace {

template <class Query>
using fits = decltype(detail::judge_preload_query<Query, &Post::comments>());
template <class Stages>
using asked = decltype(from<Comment> | std::declval<Stages>());
using refused = failed<preload_query_of_other, "comments">;

static_assert(std::is_same_v<fits<decltype(from<Comment>)>, ok>);
static_assert(std::is_same_v<fits<decltype(from<Comment> | where(col<&Comment::id> > 1))>, ok>);
static_assert(
    std::is_same_v<fits<decltype(from<Comment> | order_by(asc(col<&Comment::id>)) | limit_per_parent(2))>, ok>);
static_assert(std::is_same_v<fits<decltype(from<Comment> | preload<&Comment::user>())>, ok>);
static_assert(std::is_same_v<fits<decltype(from<User>)>, refused>);
static_assert(std::is_same_v<fits<decltype(from<Comment> | select(col<&Comment::id>))>, refused>);
static_assert(std::is_same_v<fits<decltype(from<Comment> | limit(2))>, refused>);
static_assert(std::is_same_v<fits<decltype(from<Comment> | offset(2))>, refused>);

}  // namespace

TEST_CASE("what is preloaded does not change the query's own SQL") {
  auto const plain = from<Post> | where(col<&Post::id> == 1);
  auto const loaded = plain | preload<&Post::comments, &Comment::user>() | preload<&Post::tags>();
  CHECK(std::string_view(sql_of<decltype(loaded)>) == std::string_view(sql_of<decltype(plain)>));
}
