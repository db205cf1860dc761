// SPDX-License-Identifier: BSL-1.0
// Every shape that a row can have, from the cells of a result.
#include <recto/query/clauses.hpp>
#include <recto/repo/decode.hpp>

#include "rows.hpp"

using namespace recto::test;
using namespace recto::test::library;
using recto::col;

namespace recto::test::decode_rows {

struct Line {
  std::string title{};
  std::optional<std::int32_t> pages{};
};

}  // namespace recto::test::decode_rows

using recto::test::decode_rows::Line;

namespace {

template <class Query>
auto rows_of(std::vector<fake_column> columns, std::vector<std::vector<cell>> rows, Query const& query) {
  fake_server server;
  server.answer({.columns = std::move(columns), .rows = std::move(rows)});
  fake_repo repo(one_connection(server));
  return repo.all(query);
}

std::vector<fake_column> both(std::vector<fake_column> left, std::vector<fake_column> const& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

auto const book_and_author = recto::from<Book> | left_join<Author>(col<&Author::id> == col<&Book::id>);

}  // namespace

TEST_CASE("a struct") {
  std::vector<Book> const books =
      rows_of(book_columns(), {book_cells(1, "Emma", 474, true), book_cells(2, "")}, recto::from<Book>);
  REQUIRE(books.size() == 2);
  CHECK(books[0] == Book{1, "Emma", 474, true});
  CHECK(books[1] == Book{2, "", {}, false});
  CHECK(rows_of(book_columns(), {}, recto::from<Book>).empty());
}

TEST_CASE("more rows than a block has") {
  std::vector<std::vector<cell>> cells;
  for (std::int32_t i = 0; i < 100; ++i)
    cells.push_back(book_cells(i, std::to_string(i), i % 3 ? std::optional(i) : std::nullopt, i % 2 == 0));
  std::vector<Book> const books = rows_of(book_columns(), cells, recto::from<Book>);
  REQUIRE(books.size() == 100);
  for (std::int32_t i = 0; i < 100; ++i)
    CHECK(books[static_cast<std::size_t>(i)]
          == Book{i, std::to_string(i), i % 3 ? std::optional(i) : std::nullopt, i % 2 == 0});
}

TEST_CASE("a single value, which may be NULL") {
  std::vector<std::string> const titles =
      rows_of({{"title", 25}}, {{"a"}, {"b"}}, recto::from<Book> | select(col<&Book::title>));
  CHECK(titles == texts{"a", "b"});
  std::vector<std::optional<std::int32_t>> const pages =
      rows_of({{"pages", 23}}, {{wire_int4(7)}, {cell{}}}, recto::from<Book> | select(col<&Book::pages>));
  CHECK(pages == std::vector<std::optional<std::int32_t>>{7, std::nullopt});
}

TEST_CASE("a vector of bool") {
  std::vector<bool> const lent = rows_of({{"lent", 16}}, {{wire_bool(true)}, {wire_bool(false)}, {wire_bool(true)}},
                                         recto::from<Book> | select(col<&Book::lent>));
  CHECK(lent == std::vector<bool>{true, false, true});
}

TEST_CASE("a tuple") {
  std::vector<std::tuple<std::string, std::optional<std::int32_t>>> const found =
      rows_of({{"title", 25}, {"pages", 23}}, {{"a", wire_int4(1)}, {"b", cell{}}},
              recto::from<Book> | select(col<&Book::title>, col<&Book::pages>));
  REQUIRE(found.size() == 2);
  CHECK(found[0] == std::tuple{std::string("a"), std::optional<std::int32_t>(1)});
  CHECK(!std::get<1>(found[1]));
}

TEST_CASE("a tuple of a struct and one that may be missing") {
  auto const query = book_and_author | select(recto::row<Book>, recto::row<Author>, col<&Author::name>);
  auto const columns = both(both(book_columns(), {{"id", 20}, {"name", 25}}), {{"name", 25}});
  auto with = book_cells(1, "Emma", 474);
  auto without = book_cells(2, "Beowulf");
  with.insert(with.end(), {wire_int8(9), "Jane", "Jane"});
  without.insert(without.end(), {cell{}, cell{}, cell{}});
  std::vector<std::tuple<Book, std::optional<Author>, std::optional<std::string>>> const found =
      rows_of(columns, {with, without}, query);
  REQUIRE(found.size() == 2);
  CHECK(std::get<0>(found[0]).pages == 474);
  REQUIRE(std::get<1>(found[0]));
  CHECK(std::get<1>(found[0])->name == "Jane");
  CHECK(std::get<2>(found[0]) == "Jane");
  CHECK(std::get<0>(found[1]).title == "Beowulf");
  CHECK(!std::get<1>(found[1]));
  CHECK(!std::get<2>(found[1]));
}

TEST_CASE("select_into fills a struct of one's own") {
  std::vector<Line> const lines =
      rows_of({{"title", 25}, {"pages", 23}}, {{"a", wire_int4(1)}, {"b", cell{}}},
              recto::from<Book> | recto::select_into<Line>(col<&Book::title>, col<&Book::pages>));
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].title == "a");
  CHECK(lines[0].pages == 1);
  CHECK(!lines[1].pages);
}

TEST_CASE("a column of another type is an error that says what to change") {
  auto columns = book_columns();
  columns[2].type = 20;
  auto error = error_of([&] { rows_of(columns, {}, recto::from<Book>); });
  REQUIRE(error);
  CHECK(error->kind() == recto::error_kind::type_mismatch);
  CHECK(error->message()
        == "column \"pages\" has type bigint, but field pages of recto::test::library::Book needs integer");
  CHECK(error->column() == "pages");

  error = error_of([&] {
    rows_of({{"title", 25}, {"pages", 701}}, {},
            recto::from<Book> | recto::select_into<Line>(col<&Book::title>, col<&Book::pages>));
  });
  REQUIRE(error);
  CHECK(
      error->message()
      == "column \"pages\" has type double precision, but field pages of recto::test::decode_rows::Line needs integer");

  error = error_of([&] { rows_of({{"title", 3802}}, {}, recto::from<Book> | select(col<&Book::title>)); });
  REQUIRE(error);
  CHECK(error->message() == "column \"title\" has type jsonb, but the selected value needs text");

  error = error_of([&] {
    rows_of(both(book_columns(), {{"id", 20}, {"name", 17}}), {},
            book_and_author | select(recto::row<Book>, recto::row<Author>));
  });
  REQUIRE(error);
  CHECK(error->message()
        == "column \"name\" has type bytea, but field name of recto::test::library::Author needs text");
}

TEST_CASE("another number of columns") {
  auto columns = book_columns();
  columns.pop_back();
  auto const error = error_of([&] { rows_of(columns, {}, recto::from<Book>); });
  REQUIRE(error);
  CHECK(error->kind() == recto::error_kind::type_mismatch);
  CHECK(error->message() == "the result has 3 columns, but recto::test::library::Book needs 4");
}

TEST_CASE("NULL in a field that cannot be NULL") {
  auto cells = book_cells(1, "Emma");
  cells[1].reset();
  auto error = error_of([&] { rows_of(book_columns(), {book_cells(0, ""), cells}, recto::from<Book>); });
  REQUIRE(error);
  CHECK(error->kind() == recto::error_kind::invalid_value);
  CHECK(error->message()
        == "column \"title\" cannot be read into field title of recto::test::library::Book: it is NULL, but not optional; make it a std::optional");
  CHECK(error->column() == "title");

  cells = book_cells(1, "Emma");
  cells[0].reset();
  error = error_of([&] { rows_of(book_columns(), {cells}, recto::from<Book>); });
  REQUIRE(error);
  CHECK_THAT(error->message(), contains("field id of recto::test::library::Book"));

  error = error_of([&] { rows_of({{"lent", 16}}, {{cell{}}}, recto::from<Book> | select(col<&Book::lent>)); });
  REQUIRE(error);
  CHECK_THAT(error->message(), contains("column \"lent\" cannot be read into the selected value: it is NULL"));
}

TEST_CASE("NULL within a struct that may be missing is named as anywhere") {
  auto cells = book_cells(1, "Emma");
  cells.insert(cells.end(), {wire_int8(9), cell{}});
  auto const error = error_of([&] {
    rows_of(both(book_columns(), {{"id", 20}, {"name", 25}}), {cells},
            book_and_author | select(recto::row<Book>, recto::row<Author>));
  });
  REQUIRE(error);
  CHECK(error->message()
        == "column \"name\" cannot be read into field name of recto::test::library::Author: it is NULL, but not optional; make it a std::optional");
}

TEST_CASE("NULL in a struct of a tuple names struct and field") {
  auto cells = book_cells(1, "Emma");
  cells[1].reset();
  cells.insert(cells.end(), {cell{}, cell{}});
  auto const error = error_of([&] {
    rows_of(both(book_columns(), {{"id", 20}, {"name", 25}}), {cells},
            book_and_author | select(recto::row<Book>, recto::row<Author>));
  });
  REQUIRE(error);
  CHECK_THAT(error->message(),
             contains("column \"title\" cannot be read into field title of recto::test::library::Book: it is NULL"));
}

TEST_CASE("cells of a wrong length are refused and not read beyond") {
  for (std::string const& bytes : {std::string{}, std::string(1, 'x'), std::string(7, 'x'), std::string(9, 'x')}) {
    auto cells = book_cells(1, "Emma");
    cells[0] = bytes;
    auto const error = error_of([&] { rows_of(book_columns(), {cells}, recto::from<Book>); });
    REQUIRE(error);
    CHECK(error->kind() == recto::error_kind::invalid_value);
    CHECK_THAT(error->message(), contains("field id of recto::test::library::Book"));
  }
  auto cells = book_cells(1, "Emma");
  cells[2] = std::string(3, 'x');
  CHECK_ERROR(invalid_value, rows_of(book_columns(), {cells}, recto::from<Book>));
}
