// SPDX-License-Identifier: BSL-1.0
#include <recto/sql/writer.hpp>
#include <support/test.hpp>

#include <array>
#include <string>
#include <string_view>

using recto::detail::sql_writer;

namespace {

struct First {};
struct Second {};

// What `write` writes, after a counting pass has said the same size.
template <class Write>
std::string written(Write write) {
  sql_writer counter;
  write(counter);
  std::array<char, 200> text{};
  std::array<recto::oid, 20> types{};
  std::array<int, 20> formats{};
  REQUIRE(counter.size() <= text.size());
  sql_writer out(text.data(), types.data(), formats.data());
  write(out);
  CHECK(out.size() == counter.size());
  CHECK(out.parameters() == counter.parameters());
  return {text.data(), out.size()};
}

static_assert([] {
  sql_writer counter;
  counter.put("SELECT ");
  counter.name("a\"b");
  counter.put(',');
  counter.parameter(20);
  return counter.size() == 7 + 6 + 1 + 2 && counter.parameters() == 1;
}());

}  // namespace

TEST_CASE("names are quoted, and quotes in them doubled") {
  auto const quoted = [](std::string_view name) { return written([&](sql_writer& out) { out.name(name); }); };
  CHECK(quoted("posts") == "\"posts\"");
  CHECK(quoted("select") == "\"select\"");
  CHECK(quoted("a b") == "\"a b\"");
  CHECK(quoted("\"") == "\"\"\"\"");
  CHECK(quoted("a\"b\"") == "\"a\"\"b\"\"\"");
  CHECK(quoted("größe") == "\"größe\"");
  CHECK(quoted("x\"; DROP TABLE posts; --") == "\"x\"\"; DROP TABLE posts; --\"");
}

TEST_CASE("numbers") {
  auto const number = [](std::size_t value) { return written([&](sql_writer& out) { out.number(value); }); };
  CHECK(number(0) == "0");
  CHECK(number(9) == "9");
  CHECK(number(10) == "10");
  CHECK(number(65535) == "65535");
}

TEST_CASE("parameters are counted, and their types and formats noted") {
  std::array<char, 100> text{};
  std::array<recto::oid, 12> types{};
  std::array<int, 12> formats{};
  sql_writer out(text.data(), types.data(), formats.data());
  for (recto::oid type = 1; type <= 12; ++type) out.parameter(type, type % 2 == 0);
  CHECK(std::string_view(text.data(), out.size()) == "$1$2$3$4$5$6$7$8$9$10$11$12");
  CHECK(types[0] == 1);
  CHECK(types[11] == 12);
  CHECK(formats[0] == 1);
  CHECK(formats[1] == 0);
}

TEST_CASE("a column says its source where there is more than one") {
  recto::source_entry const entries[] = {{.key = recto::key_of<First>, .name = "first"},
                                         {.key = recto::key_of<Second, "x">, .name = "x"}};
  recto::scope const sources{entries, 2};
  auto const column = [&](recto::source_key key, bool qualified) {
    return written([&](sql_writer& out) {
      out.enter(sources, qualified);
      out.column(key, "id");
    });
  };
  CHECK(column(recto::key_of<First>, false) == "\"id\"");
  CHECK(column(recto::key_of<First>, true) == "\"first\".\"id\"");
  CHECK(column(recto::key_of<Second, "x">, true) == "\"x\".\"id\"");
}
