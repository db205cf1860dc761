// SPDX-License-Identifier: BSL-1.0
#include <recto/query/lock.hpp>

#include <recto/sql/choice.hpp>
#include <recto/sql/clauses.hpp>
#include <recto/sql/functions.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>
#include <unit/sql/said.hpp>

using namespace recto;
using namespace blog;

namespace {

constexpr auto posts = from<Post> | select(post::id);
constexpr auto author = alias<User, "author">;
constexpr auto by_author = author[user::id] == post::author_id;

template <class Query>
consteval std::string_view lock_of(Query) {
  constexpr std::string_view text = sql_of<Query>;
  return text.substr(text.find(" FOR "));
}
static_assert(lock_of(posts | lock(for_update)) == " FOR UPDATE");
static_assert(lock_of(posts | lock(for_no_key_update, nowait)) == " FOR NO KEY UPDATE NOWAIT");
static_assert(lock_of(posts | lock(for_share, skip_locked)) == " FOR SHARE SKIP LOCKED");
static_assert(lock_of(posts | lock(for_key_share, of<Post>)) == R"( FOR KEY SHARE OF "posts")");
static_assert(lock_of(posts | join(author, by_author) | lock(for_update, of_alias(author), of<Post>, nowait))
              == R"( FOR UPDATE OF "author", "posts" NOWAIT)");
static_assert(lock_of(posts | lock(for_update) | lock(for_share)) == " FOR SHARE");  // a later one replaces
static_assert(lock_of(posts | limit(1) | lock(for_update)) == " FOR UPDATE");

template <class Verdict, class Query>
consteval bool judged(Query) {
  return std::is_same_v<query_verdict<Query>, Verdict>;
}
using of_groups = failed<lock_of_groups, "posts">;
constexpr auto locked = lock(for_update);
static_assert(judged<ok>(posts | locked));
static_assert(judged<ok>(posts | where(exists(from<Comment> | group_by(comment::id) | select(count()))) | locked));
static_assert(judged<of_groups>(posts | group_by(post::id) | locked));
static_assert(judged<of_groups>(from<Post> | select(count()) | locked));
static_assert(judged<of_groups>(posts | distinct() | locked));
static_assert(judged<of_groups>(posts | union_(posts) | locked));
static_assert(judged<of_groups>(from<Post> | select(over(rank())) | locked));
static_assert(judged<of_groups>(from<Post> | order_by(over(rank())) | locked));
static_assert(judged<failed<column_not_in_scope, "users", "lock">>(posts | lock(for_update, of<User>)));
static_assert(judged<failed<column_not_in_scope, "users", "lock">>(posts | join(author, by_author)
                                                                   | lock(for_update, of<User>)));

// A row that an outer join leaves out cannot be locked.
constexpr auto maybe_author = posts | left_join(author, by_author);
static_assert(judged<failed<lock_of_nullable, "author">>(maybe_author | locked));
static_assert(judged<failed<lock_of_nullable, "author">>(maybe_author | lock(for_update, of_alias(author))));
static_assert(judged<ok>(maybe_author | lock(for_update, of<Post>)));
static_assert(judged<failed<lock_of_nullable, "posts">>(posts | right_join(author, by_author) | locked));
static_assert(judged<failed<lock_of_nullable, "posts">>(posts | full_join(author, by_author)
                                                        | lock(for_update, of_alias(author), of<Post>))
              || judged<failed<lock_of_nullable, "author">>(posts | full_join(author, by_author)
                                                            | lock(for_update, of_alias(author), of<Post>)));

}  // namespace

TEST_CASE("exists and count take no locks") {
  CHECK(test::text<recto::detail::statement_kind::exists>(posts | locked) == R"(SELECT EXISTS (SELECT FROM "posts"))");
  CHECK(test::text<recto::detail::statement_kind::count>(posts | locked) == R"(SELECT count(*) FROM "posts")");
}
