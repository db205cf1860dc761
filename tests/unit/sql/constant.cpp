// SPDX-License-Identifier: BSL-1.0
// Constants as SQL text.
#include <recto/sql/constant.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <limits>

using namespace recto;
using namespace blog;

namespace {

template <class Expression>
constexpr std::string_view sql(Expression const&) {
  return sql_of<decltype(from<User> | select(Expression{}))>.substr(7);
}

static_assert(sql(constant<42>) == R"(42 FROM "users")" && sql(constant<0>) == R"(0 FROM "users")");
static_assert(sql(constant<-1>) == R"((-1) FROM "users")");
static_assert(sql(constant<std::numeric_limits<std::int64_t>::min()>) == R"((-9223372036854775808) FROM "users")");
static_assert(sql(constant<true>) == R"(TRUE FROM "users")" && sql(constant<false>) == R"(FALSE FROM "users")");
static_assert(sql(constant<"">) == R"('' FROM "users")" && sql(constant<"day">) == R"('day' FROM "users")");
static_assert(sql(constant<"it's">) == R"('it''s' FROM "users")");
static_assert(sql(constant<R"(a\b')">) == R"(E'a\\b''' FROM "users")");
static_assert(sql_of<decltype(from<User> | select(user::id) | where(user::age - constant<-1> > constant<17>))>
              == R"(SELECT "id" FROM "users" WHERE "age" - (-1) > 17)");

}  // namespace
