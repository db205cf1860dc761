// SPDX-License-Identifier: BSL-1.0
// insert_all: one statement, one array for each column.
#include <recto/repo/bulk.hpp>

#include "rows.hpp"

#include <recto/types/decimal.hpp>
#include <recto/types/json.hpp>

#include <array>
#include <span>

namespace recto::test::bulk_rows {

enum class mood { calm, angry };
enum class grade { low, high };

struct extra {
  std::string note{};
};

struct Thing {
  std::int64_t id{};
  std::optional<std::string> text{};
  std::vector<std::string> tags{};
  mood feeling = mood::calm;
  grade worth = grade::low;
  std::optional<recto::decimal> price{};
  recto::json<extra> more{};
  std::optional<std::vector<std::int32_t>> numbers{};

  static consteval auto schema() { return recto::table("things") | recto::prefix("attic"); }
};

struct Stamped {
  std::int64_t id{};
  std::int32_t forgotten{};
  recto::utc_datetime inserted_at{}, updated_at{};

  static consteval auto schema() {
    return recto::table("stamped") | recto::timestamps | recto::virtual_field<&Stamped::forgotten>;
  }
};

}  // namespace recto::test::bulk_rows

template <>
struct recto::type<recto::test::bulk_rows::mood> : recto::pg_enum<recto::test::bulk_rows::mood, "mood"> {};

using namespace recto::test;
using namespace recto::test::library;
using namespace recto::test::bulk_rows;

namespace {

struct conversation {
  fake_server server{};
  fake_repo repo{one_connection(server)};

  explicit conversation(std::int64_t affected) { server.answer({.affected = affected}); }
  fake_call const& call() {
    REQUIRE(server.calls.size() == 1);
    return server.calls[0];
  }
};

std::string uint32(std::uint32_t value) { return *wire_int4(static_cast<std::int32_t>(value)); }

// A one-dimensional array on the wire: dimensions, flag, element type, length, lower bound, then the elements.
std::string array_of(std::uint32_t element, std::vector<cell> const& elements) {
  std::string bytes =
      uint32(1) + uint32(1) + uint32(element) + uint32(static_cast<std::uint32_t>(elements.size())) + uint32(1);
  for (cell const& one : elements) {
    bytes += one ? uint32(static_cast<std::uint32_t>(one->size())) : uint32(0xffffffff);
    if (one) bytes += *one;
  }
  return bytes;
}

}  // namespace

TEST_CASE("no rows are no statement") {
  fake_server server;
  fake_repo repo(one_connection(server));
  CHECK(repo.insert_all(std::vector<Book>{}) == 0);
  CHECK(server.connected == 0);
}

TEST_CASE("rows become columns") {
  conversation with(2);
  std::vector<Book> const books{{.title = "Emma", .pages = 474, .lent = true}, {.title = "", .pages = {}}};
  CHECK(with.repo.insert_all(books) == 2);
  CHECK(with.call().sql
        == R"(INSERT INTO "books" ("title", "pages", "lent") SELECT "title", "pages", "lent")"
           R"( FROM unnest($1, $2, $3) AS "row" ("title", "pages", "lent"))");
  CHECK(with.call().values
        == std::vector<cell>{array_of(25, {"Emma", ""}), array_of(23, {wire_int4(474), cell{}}),
                             array_of(16, {wire_bool(true), wire_bool(false)})});
}

TEST_CASE("the text is the same for any number of rows") {
  fake_server server;
  fake_repo repo(one_connection(server));
  for (std::size_t const count : {1u, 2u, 1000u}) {
    server.answer({.affected = static_cast<std::int64_t>(count)});
    CHECK(repo.insert_all(std::vector<Author>(count)) == static_cast<std::int64_t>(count));
  }
  CHECK(server.texts()[0] == server.texts()[1]);
  CHECK(server.texts()[0] == server.texts()[2]);
}

TEST_CASE("keys are set in all rows or in none") {
  conversation set(2);
  set.repo.insert_all(std::vector<Author>{{1, "a"}, {2, "b"}});
  CHECK_THAT(set.call().sql, contains("(\"id\", \"name\")"));
  CHECK(set.call().values.at(0) == array_of(20, {wire_int8(1), wire_int8(2)}));

  fake_server server;
  fake_repo repo(one_connection(server));
  for (auto const& rows :
       {std::vector<Author>{{1, "a"}, {0, "b"}}, std::vector<Author>{{0, "a"}, {0, "b"}, {3, "c"}}}) {
    auto const error = error_of([&] { repo.insert_all(rows); });
    REQUIRE(error);
    CHECK(error->kind() == recto::error_kind::misuse);
    CHECK(error->message()
          == "insert_all into \"authors\": the key is set in some rows and not in others; insert them separately");
  }
  CHECK(server.calls.empty());

  conversation composite(2);
  composite.repo.insert_all(std::vector<Shelf>{{0, 0, "a"}, {1, 2, "b"}});
  CHECK(composite.call().values.at(0) == array_of(23, {wire_int4(0), wire_int4(1)}));
}

TEST_CASE("contiguous ranges of any kind") {
  std::vector<Author> many{{1, "a"}, {2, "b"}, {3, "c"}};
  conversation part(2);
  part.repo.insert_all(std::span<Author const>(many).subspan(1));
  CHECK(part.call().values.at(0) == array_of(20, {wire_int8(2), wire_int8(3)}));
  conversation fixed(1);
  fixed.repo.insert_all(std::array<Author, 1>{Author{5, "e"}});
  CHECK(fixed.call().values.at(0) == array_of(20, {wire_int8(5)}));
  conversation plain(2);
  Author const two[] = {{6, "f"}, {7, "g"}};
  plain.repo.insert_all(two);
  CHECK(plain.call().values.at(1) == array_of(25, {"f", "g"}));
}

TEST_CASE("what unnest would take apart travels as text") {
  conversation with(2);
  std::vector<Thing> const things{
      {.text = "it's \"quoted\" \\ \xF0\x9F\x98\x80",
       .tags = {"a b", "", "NULL", "q\"\\", "\xC3\xA9"},
       .feeling = mood::angry,
       .worth = grade::high,
       .price = recto::decimal{"19.90"},
       .more = extra{"it's"},
       .numbers = std::vector<std::int32_t>{1, -2}},
      {},
  };
  with.repo.insert_all(things);
  CHECK(with.call().sql
        == R"(INSERT INTO "attic"."things" ("text", "tags", "feeling", "worth", "price", "more", "numbers"))"
           R"( SELECT "text", "tags"::text[], "feeling"::"mood", "worth", "price", "more", "numbers"::integer[])"
           R"( FROM unnest($1, $2, $3, $4, $5, $6, $7) AS "row" ("text", "tags", "feeling", "worth", "price", "more",)"
           R"( "numbers"))");
  auto const& sent = with.call().values;
  REQUIRE(sent.size() == 7);
  CHECK(sent[0] == array_of(25, {"it's \"quoted\" \\ \xF0\x9F\x98\x80", cell{}}));
  CHECK(sent[1] == array_of(25, {R"({"a b","","NULL","q\"\\","é"})", "{}"}));
  CHECK(sent[2] == array_of(25, {"angry", "calm"}));
  CHECK(sent[3] == array_of(25, {"high", "low"}));
  REQUIRE(sent[4]);
  CHECK(sent[4]->substr(8, 4) == uint32(1700));
  REQUIRE(sent[5]);
  CHECK(sent[5]->substr(8, 4) == uint32(3802));
  CHECK(sent[5]->find("\1{\"note\":\"it's\"}") != std::string::npos);
  CHECK(sent[6] == array_of(25, {"{1,-2}", cell{}}));
}

TEST_CASE("timestamps are the same for all rows, where they are unset") {
  conversation with(2);
  recto::utc_datetime const then{std::chrono::microseconds(1)};
  std::vector<Stamped> const rows{{.inserted_at = then}, {}};
  with.repo.insert_all(rows);
  CHECK(rows[1].inserted_at == recto::utc_datetime{});
  CHECK_THAT(with.call().sql, contains("(\"inserted_at\", \"updated_at\") SELECT"));
  auto const& sent = with.call().values;
  REQUIRE(sent.size() == 2);
  std::size_t const first = 24, second = 36;
  CHECK(sent[0]->substr(first, 8) == *wire_int8(1 - recto::detail::epoch_microseconds));
  CHECK(sent[0]->substr(second, 8) == sent[1]->substr(second, 8));
  CHECK(sent[1]->substr(first, 8) == sent[1]->substr(second, 8));
}

TEST_CASE("a value that cannot be sent is named by its field, in any row") {
  fake_server server;
  fake_repo repo(one_connection(server));
  std::string const nul("a\0b", 3);
  auto error = error_of([&] { repo.insert_all(std::vector<Thing>{{}, {.text = nul}}); });
  REQUIRE(error);
  CHECK(error->kind() == recto::error_kind::invalid_value);
  CHECK(error->message() == "field text: text holds a NUL byte, which PostgreSQL cannot store");
  error = error_of([&] { repo.insert_all(std::vector<Thing>{{}, {.tags = {"fine", nul}}}); });
  REQUIRE(error);
  CHECK_THAT(error->message(), contains("field tags: text holds a NUL byte"));
  error = error_of([&] { repo.insert_all(std::vector<Thing>{{.feeling = static_cast<mood>(50)}}); });
  REQUIRE(error);
  CHECK_THAT(error->message(), contains("field feeling: a value of an enum kept as mood"));
  CHECK(server.calls.empty());
}

TEST_CASE("a column of 1 GiB is refused before it is built") {
  fake_server server;
  fake_repo repo(one_connection(server));
  std::string const big(std::size_t{1} << 24, 'x');
  // 64 views of 16 MiB; nothing of the column is copied before it is measured.
  struct Line {
    std::int64_t id{};
    std::string_view text{};
    static consteval auto schema() { return recto::table("lines"); }
  };
  std::vector<Line> const lines(64, Line{.text = big});
  auto const error = error_of([&] { repo.insert_all(lines); });
  REQUIRE(error);
  CHECK(error->kind() == recto::error_kind::invalid_value);
  CHECK(error->message() == "field text: these rows have more than 1 GiB in one column; insert them in parts");
  CHECK(server.calls.empty());
}

TEST_CASE("a failure leaves the connection in order") {
  fake_server server;
  fake_repo repo(one_connection(server));
  server.answer({.failure = refusal("23505")});
  CHECK_ERROR(query, repo.insert_all(std::vector<Author>(3)));
  server.answer({.affected = 3});
  CHECK(repo.insert_all(std::vector<Author>(3)) == 3);
  CHECK(server.connected == 1);
}
