// SPDX-License-Identifier: BSL-1.0
#include <recto/recto.hpp>
#include <recto/sql/fragment_source.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

using namespace recto;
using namespace blog;

namespace {

struct Number {
  std::int32_t n{};
};
struct Word {
  std::string word{};
  std::int64_t place{};
};

constexpr auto numbers = fragment_source<"numbers", Number, "generate_series(?, ?)">(1, 10);
constexpr auto words =
    fragment_source<"words", Word, "regexp_split_to_table(?, ' ') WITH ORDINALITY">(col<&Post::title>);
constexpr auto n = col<&Number::n>;

static_assert(sql_of<decltype(numbers | where(n > 3))>
              == R"(SELECT "numbers"."n" FROM generate_series($1, $2) AS "numbers" ("n") WHERE "numbers"."n" > $3)");
static_assert(
    sql_of<decltype(from<Post> | lateral_join(words, words.col<&Word::place> == 1) | select(words.col<&Word::word>))>
    == R"(SELECT "words"."word" FROM "posts" JOIN LATERAL regexp_split_to_table("posts"."title", ' ') WITH ORDINALITY AS "words" )"
       R"(("word", "place") ON "words"."place" = $1)");

}  // namespace
