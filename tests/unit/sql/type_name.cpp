// SPDX-License-Identifier: BSL-1.0
// Names of types in casts.
#include <recto/sql/type_name.hpp>
#include <support/test.hpp>

#include <string>

using recto::sql_type;

namespace {

std::string written(sql_type const& type) {
  recto::detail::sql_writer counter;
  recto::detail::write_type_name(counter, type);
  std::string text(counter.size(), ' ');
  recto::detail::sql_writer out(text.data(), nullptr, nullptr);
  recto::detail::write_type_name(out, type);
  return text;
}

}  // namespace

TEST_CASE("built-in types keep their names, others are quoted") {
  CHECK(written({.name = "double precision", .number = 701}) == "double precision");
  CHECK(written({.name = "integer[]", .number = 1007}) == "integer[]");
  CHECK(written({.name = "mood"}) == R"("mood")");
  CHECK(written({.name = "mood[]"}) == R"("mood"[])");
  CHECK(written({.name = "shop.mood[]"}) == R"("shop"."mood"[])");
  CHECK(written({.name = "a\"b"}) == R"("a""b")");
}
