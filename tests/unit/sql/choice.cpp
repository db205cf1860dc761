// SPDX-License-Identifier: BSL-1.0
// Every combination of choices against the same query written without them: text, types and values.
#include <recto/sql/choice.hpp>

#include <support/test.hpp>
#include <unit/query/blog.hpp>
#include <unit/sql/said.hpp>

#include <string>

using namespace recto;
using namespace recto::test;
using namespace blog;
using recto::detail::statement_kind;

namespace {

constexpr auto on_author = user::id == post::author_id;
constexpr auto posts = from<Post>;

static_assert(cache_policy<decltype(posts | where(post::views > 3) | limit(3))> == cache::constant);
static_assert(cache_policy<decltype(posts | where_if(true, post::views > 3))> == cache::per_shape);
static_assert(cache_policy<decltype(posts | limit(std::optional<int>{}))> == cache::per_shape);

struct wanted {
  unsigned bits;
  bool operator[](unsigned bit) const { return (bits >> bit & 1) != 0; }
};

auto chosen(unsigned bits) {
  wanted const is{bits};
  return posts | where(post::published) | where_if(is[0], post::views > 10 || post::score > 0.5)
       | where_if(is[1] ? std::optional<std::string>("x") : std::nullopt, [](auto t) { return post::title == t; })
       | join_if(is[2], join<User>(on_author && user::age > 7)) | where_if(is[2], user::name == "Ada")
       | order_by_if(is[3], desc(post::views + 1)) | limit(is[4] ? std::optional(5) : std::nullopt)
       | offset(is[5] ? std::optional(6) : std::nullopt);
}

template <unsigned Bits>
auto by_hand() {
  constexpr auto is = [](unsigned bit) { return (Bits >> bit & 1) != 0; };
  auto const a = posts | where(post::published);
  auto const b = with_stage<is(0)>(a, where(post::views > 10 || post::score > 0.5));
  auto const c = with_stage<is(1)>(b, where(post::title == std::string("x")));
  auto const d = with_stage<is(2)>(c, join<User>(on_author && user::age > 7) | where(user::name == "Ada"));
  auto const e = with_stage<is(3)>(d, order_by(desc(post::views + 1)));
  return with_stage<is(5)>(with_stage<is(4)>(e, limit(5)), offset(6));
}

// A query that may have a join always says whose its columns are.
std::string without_qualifiers(std::string text) {
  for (std::string_view const one : {"\"posts\".", "\"users\"."})
    for (auto at = text.find(one); at != std::string::npos; at = text.find(one)) text.erase(at, one.size());
  return text;
}

template <statement_kind Kind>
said plainly(said all) {
  all.text = without_qualifiers(all.text);
  return all;
}

}  // namespace

TEST_CASE("every combination of choices is the query written without them") {
  for_each_combination<6>([]<unsigned Bits>() {
    INFO(Bits);
    CHECK(plainly<statement_kind::select>(say(chosen(Bits))) == plainly<statement_kind::select>(say(by_hand<Bits>())));
    if constexpr (Bits % 3 == 0) {
      CHECK(plainly<statement_kind::exists>(say<statement_kind::exists>(chosen(Bits)))
            == plainly<statement_kind::exists>(say<statement_kind::exists>(by_hand<Bits>())));
    }
  });
}

TEST_CASE("a query with choices inside others") {
  auto const inner = [](unsigned bits) {
    return from<Comment> | where(comment::post_id == post::id)
         | where_if((bits & 1) != 0, comment::stars > std::int16_t{3})
         | limit((bits & 2) != 0 ? std::optional(9) : std::nullopt);
  };
  auto const outer = [&](unsigned bits) {
    return posts | where_if((bits & 4) != 0, post::views > 1) | where(exists(inner(bits)))
         | where_if((bits & 8) != 0, post::views < 99);
  };
  for_each_combination<4>([&]<unsigned Bits>() {
    constexpr auto is = [](unsigned bit) { return (Bits >> bit & 1) != 0; };
    auto const a = from<Comment> | where(comment::post_id == post::id);
    auto const b = with_stage<is(1)>(with_stage<is(0)>(a, where(comment::stars > std::int16_t{3})), limit(9));
    auto const c = with_stage<is(2)>(posts, where(post::views > 1)) | where(exists(b));
    auto const d = with_stage<is(3)>(c, where(post::views < 99));
    INFO(Bits);
    CHECK(say(outer(Bits)) == say(d));
    CHECK(say<statement_kind::count>(outer(Bits)) == say<statement_kind::count>(d));
    // On either side of a union, and in a CTE and a derived table.
    CHECK(say(outer(Bits) | union_all(outer(Bits))) == say(d | union_all(d)));
    CHECK(say(cte<"some">(outer(Bits)) | where(post::id > 0)) == say(cte<"some">(d) | where(post::id > 0)));
    CHECK(say(subquery<"some">(outer(Bits)) | limit(1)) == say(subquery<"some">(d) | limit(1)));
    CHECK(say<statement_kind::delete_>(outer(Bits)) == say<statement_kind::delete_>(d));
    CHECK(say<statement_kind::update>(outer(Bits) | set(post::views = 7))
          == say<statement_kind::update>(d | set(post::views = 7)));
  });
}

TEST_CASE("an update with a join that has choices") {
  auto const asked = [](bool on, bool where_too, bool other) {
    return posts | join<User>(when(on, on_author || user::age == 1))
         | where(when(where_too, post::views > 3 || post::published)) | where_if(other, post::views > 4)
         | set(post::title = "x");
  };
  auto const text_of = [&](bool a, bool b, bool c) { return text<statement_kind::update>(asked(a, b, c)); };
  std::string const begin = R"(UPDATE "posts" SET "title" = $1 FROM "users" WHERE )";
  CHECK(text_of(true, true, true)
        == begin
               + R"(("users"."id" = "posts"."author_id" OR "users"."age" = $2) AND ("posts"."views" > $3 OR)"
                 R"( "posts"."published") AND "posts"."views" > $4)");
  CHECK(text_of(false, true, true)
        == begin + R"(("posts"."views" > $2 OR "posts"."published") AND "posts"."views" > $3)");
  CHECK(text_of(false, true, false) == begin + R"("posts"."views" > $2 OR "posts"."published")");
  CHECK_ERROR(misuse, text_of(true, false, false));
}

namespace {

// What a condition should come to, worked out on texts: a reference that shares nothing with the renderer.
struct part {
  std::string text{};
  int level = 9;
};
part leaf(bool there, std::string const& text) { return there ? part{text} : part{}; }
std::string enclosed(part const& one, int around) { return one.level < around ? "(" + one.text + ")" : one.text; }
part joined(part const& left, part const& right, char const* word, int level) {
  if (left.text.empty()) return right;
  if (right.text.empty()) return left;
  return {enclosed(left, level) + word + enclosed(right, level), level};
}
part both(part const& left, part const& right) { return joined(left, right, " AND ", 2); }
part any(part const& left, part const& right) { return joined(left, right, " OR ", 1); }
part not_(part const& one) { return one.text.empty() ? one : part{"NOT " + enclosed(one, 3), 3}; }

std::string numbered(std::string text) {
  int number = 0;
  for (std::size_t at = text.find('?'); at != std::string::npos; at = text.find('?', at))
    text.replace(at, 1, "$" + std::to_string(++number));
  return text;
}

}  // namespace

TEST_CASE("choices at several depths: no operator dangles, no parentheses too many") {
  for (unsigned bits = 0; bits < 64; ++bits) {
    wanted const is{bits};
    auto const a = when(is[0], user::age > 1);
    auto const b = when(is[1], user::age > 2 || user::name == "b");
    auto const c = when(is[2], user::age > 3);
    auto const d = when(is[3], user::age > 4);
    auto const e = when(is[4], user::age > 5 && when(is[5], user::age > 6));
    auto const pa = leaf(is[0], "\"age\" > ?");
    auto const pb = is[1] ? part{"\"age\" > ? OR \"name\" = ?", 1} : part{};
    auto const pc = leaf(is[2], "\"age\" > ?");
    auto const pd = leaf(is[3], "\"age\" > ?");
    auto const pe = is[4] ? both(part{"\"age\" > ?"}, leaf(is[5], "\"age\" > ?")) : part{};
    auto const check = [&](auto const& condition, part const& expected) {
      auto const query = from<User> | where(condition) | select(user::id);
      std::string const text = "SELECT \"id\" FROM \"users\"" + std::string(expected.text.empty() ? "" : " WHERE ")
                             + numbered(expected.text);
      INFO(bits);
      CHECK(say(query).text == text);
      CHECK(detail::text_of_query<statement_kind::select>(query) == text);
    };
    check((a || b) && !(c && (d || e)), both(any(pa, pb), not_(both(pc, any(pd, pe)))));
    check(!(a && b) || !c, any(not_(both(pa, pb)), not_(pc)));
    check((a && (b || (c && (d || e)))), both(pa, any(pb, both(pc, any(pd, pe)))));
    check(!(!(!a)) && (b || c), both(not_(not_(not_(pa))), any(pb, pc)));
    check(((a || b) || c) && d && e, both(both(any(any(pa, pb), pc), pd), pe));
  }
}

TEST_CASE("what is always there stands beside what is not") {
  auto const text_of = [](bool first, bool second) {
    return text(from<User> | where_if(first, user::age > 1) | where(user::age > 2 || user::age > 3)
                | where_if(second, user::age > 4) | select(user::id));
  };
  CHECK(text_of(false, false) == R"(SELECT "id" FROM "users" WHERE "age" > $1 OR "age" > $2)");
  CHECK(text_of(true, false) == R"(SELECT "id" FROM "users" WHERE "age" > $1 AND ("age" > $2 OR "age" > $3))");
  CHECK(text_of(false, true) == R"(SELECT "id" FROM "users" WHERE ("age" > $1 OR "age" > $2) AND "age" > $3)");
  auto const groups = [](bool first, bool second) {
    return text(from<User> | group_by(user::name) | having_if(first, count() > std::int64_t{1})
                | having_if(second, max(user::age) > 4) | select(user::name));
  };
  std::string const begin = R"(SELECT "name" FROM "users" GROUP BY "name")";
  CHECK(groups(false, false) == begin);
  CHECK(groups(true, false) == begin + " HAVING count(*) > $1");
  CHECK(groups(false, true) == begin + R"( HAVING max("age") > $1)");
  CHECK(groups(true, true) == begin + R"( HAVING count(*) > $1 AND max("age") > $2)");
}

TEST_CASE("a condition that SQL demands becomes TRUE") {
  auto const joins = [](bool there) {
    return text(posts | left_join<User>(when(there, on_author)) | select(post::id));
  };
  CHECK(joins(true) == R"(SELECT "posts"."id" FROM "posts" LEFT JOIN "users" ON "users"."id" = "posts"."author_id")");
  CHECK(joins(false) == R"(SELECT "posts"."id" FROM "posts" LEFT JOIN "users" ON TRUE)");
  auto const filters = [](bool there) { return text(posts | select(filter(count(), when(there, post::published)))); };
  CHECK(filters(true) == R"(SELECT count(*) FILTER (WHERE "published") FROM "posts")");
  CHECK(filters(false) == R"(SELECT count(*) FILTER (WHERE TRUE) FROM "posts")");
}

TEST_CASE("one of two") {
  auto const ordered = [](bool first, bool second) {
    return text(from<User> | order_by(either(first, desc(user::age + 1), either(second, asc(user::name), user::email)))
                | select(user::id, user::age + 1));
  };
  std::string const begin = R"(SELECT "users"."id", "users"."age" + $1 FROM "users" ORDER BY )";
  CHECK(ordered(true, false) == begin + R"("users"."age" + $2 DESC)");
  CHECK(ordered(false, true) == begin + R"("users"."name")");
  CHECK(ordered(false, false) == begin + R"("users"."email")");
  auto const conditions = [](bool first) {
    return text(from<User> | where(user::id > 1 && either(first, user::age > 1 || user::age > 2, user::name == "x"))
                | select(user::id));
  };
  CHECK(conditions(true) == R"(SELECT "id" FROM "users" WHERE "id" > $1 AND ("age" > $2 OR "age" > $3))");
  CHECK(conditions(false) == R"(SELECT "id" FROM "users" WHERE "id" > $1 AND "name" = $2)");
}

TEST_CASE("an order of a union may be chosen") {
  auto const asked = [](bool by_age, bool then_name) {
    return from<User> | select(user::name, user::age) | union_(from<User> | select(user::name, user::age))
         | order_by(either(by_age, desc(user::age), asc(user::name))) | order_by_if(then_name, user::name);
  };
  std::string const begin = R"(SELECT "name", "age" FROM "users" UNION SELECT "name", "age" FROM "users" ORDER BY )";
  CHECK(text(asked(true, false)) == begin + "2 DESC");
  CHECK(text(asked(true, true)) == begin + "2 DESC, 1");
  CHECK(text(asked(false, true)) == begin + "1, 1");
  auto const named = *order_by_name<&User::name, &User::age>("age", direction::desc);
  CHECK(text(from<User> | select(user::name, user::age) | union_(from<User> | select(user::name, user::age)) | named)
        == begin + "2 DESC");
}

TEST_CASE("a table whose join is not there is a clear error") {
  auto const asked = posts | join_if(false, join<User>(on_author)) | where(user::age > 3);
  try {
    static_cast<void>(say(asked));
    FAIL("nothing was thrown");
  } catch (error const& thrown) {
    CHECK(thrown.kind() == error_kind::misuse);
    CHECK_THAT(thrown.message(), contains("\"users\""));
  }
}

TEST_CASE("forty choices are no more work than forty conditions") {
  auto const chain = []<std::size_t... Place>(std::uint64_t bits, std::index_sequence<Place...>) {
    return from<User> | where((when((bits >> Place & 1) != 0, user::age > static_cast<int>(Place)) && ...))
         | select(user::id);
  };
  std::string all = R"(SELECT "id" FROM "users" WHERE )";
  for (int i = 1; i <= 40; ++i) all += (i > 1 ? " AND \"age\" > $" : "\"age\" > $") + std::to_string(i);
  CHECK(text(chain(~std::uint64_t{0}, std::make_index_sequence<40>{})) == all);
  CHECK(text(chain(std::uint64_t{1} << 39, std::make_index_sequence<40>{}))
        == R"(SELECT "id" FROM "users" WHERE "age" > $1)");
  CHECK(text(chain(0, std::make_index_sequence<40>{})) == R"(SELECT "id" FROM "users")");
}

TEST_CASE("a write whose conditions all vanish is an error, unless every row is meant") {
  auto const asked = [](bool there) { return posts | where_if(there, post::views > 3) | set(post::views = 0); };
  auto const nothing = [](bool there) {
    return posts | where(!when(there, post::views > 3) || when(false, post::published));
  };
  CHECK(text<statement_kind::update>(asked(true)) == R"(UPDATE "posts" SET "views" = $1 WHERE "views" > $2)");
  CHECK_ERROR(misuse, text<statement_kind::update>(asked(false)));
  CHECK_ERROR(misuse, text<statement_kind::delete_>(nothing(false)));
  CHECK(text<statement_kind::delete_>(nothing(true)) == R"(DELETE FROM "posts" WHERE NOT "views" > $1)");
  CHECK(text<statement_kind::update>(asked(false) | every_row) == R"(UPDATE "posts" SET "views" = $1)");
  CHECK(text<statement_kind::delete_>(nothing(false) | every_row) == R"(DELETE FROM "posts")");
  CHECK(text<statement_kind::delete_>(posts | where(post::id > 0) | where_if(false, post::published))
        == R"(DELETE FROM "posts" WHERE "id" > $1)");
  CHECK(text<statement_kind::delete_>(posts | where_if(false, post::published) | or_where(post::id > 0))
        == R"(DELETE FROM "posts" WHERE "id" > $1)");
  // A writing CTE is a write, too.
  CHECK_ERROR(misuse, text(delete_cte<"gone">(posts | where_if(false, post::published) | returning(row<Post>))
                           | select(count())));
}
