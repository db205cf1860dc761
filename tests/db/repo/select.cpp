// SPDX-License-Identifier: BSL-1.0
// What a query brings, on the server: structs in structs, fields by name, fields besides the columns.
#include "database.hpp"

namespace recto::test {

namespace {

struct Author {
  std::int64_t id{};
  std::string name{};
  std::int64_t books = -1;            // not a column
  std::optional<std::string> nick{};  // nor this
  static consteval auto schema() {
    return recto::table("authors") | recto::virtual_field<&Author::books, &Author::nick>;
  }
};
struct Book {
  std::int64_t id{};
  std::int64_t author_id{};
  std::string title{};
  static consteval auto schema() { return recto::table("books"); }
};
struct Shelf {
  std::string label{};
  Author author{};
  std::int64_t number{};
  std::optional<Book> book{};
  std::string end{};
};
struct Line {
  std::string title{};
  std::string author{};
};

constexpr std::string_view tables =
    "create table authors (id bigint primary key, name text not null);"
    "create table books (id bigint primary key, author_id bigint not null, title text not null);"
    "insert into authors values (1, 'Ada'), (2, 'Bob');"
    "insert into books values (10, 1, 'Engines'), (11, 1, 'Notes')";

constexpr auto of_author = col<&Book::author_id> == col<&Author::id>;
constexpr auto books_of = from<Book> | where(of_author) | select(count());

}  // namespace

TEST_CASE("whole rows go into fields of their structs, between others") {
  database db(tables);
  auto const shelves = db.repo.all(
      from<Author> | left_join<Book>(of_author) | order_by(col<&Author::id>, col<&Book::id>)
      | select_into<Shelf>(lower(col<&Author::name>), row<Author>, value(std::int64_t{7}), row<Book>, value("end")));
  REQUIRE(shelves.size() == 3);
  CHECK(shelves[0].label == "ada");
  CHECK(shelves[0].author.id == 1);
  CHECK(shelves[0].author.books == -1);
  CHECK(shelves[0].number == 7);
  REQUIRE(shelves[1].book.has_value());
  CHECK(shelves[1].book->title == "Notes");
  CHECK(shelves[1].end == "end");
  CHECK(shelves[2].author.name == "Bob");
  CHECK_FALSE(shelves[2].book.has_value());
  CHECK(shelves[2].end == "end");
}

TEST_CASE("a column in the wrong place is named by its field") {
  database db(tables);
  db.repo.unsafe_script("alter table books alter title type bytea using title::bytea");
  auto const thrown = thrown_by([&] {
    db.repo.all(from<Author> | join<Book>(of_author)
                | select_into<Shelf>(col<&Author::name>, row<Author>, value(std::int64_t{7}), row<Book>, value("end")));
  });
  REQUIRE(thrown);
  CHECK(thrown->kind() == error_kind::type_mismatch);
  CHECK(thrown->column() == "title");
  CHECK(thrown->message().find("field title of") != std::string::npos);
}

TEST_CASE("select_into by name brings what it does by position") {
  database db(tables);
  auto const lines = db.repo.all(
      from<Book> | join<Author>(of_author) | order_by(col<&Book::id>)
      | select_into<Line>(col<&Line::author> = col<&Author::name>, col<&Line::title> = concat("'", col<&Book::title>)));
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].title == "'Engines");
  CHECK(lines[0].author == "Ada");
}

TEST_CASE("select_merge fills fields besides the columns") {
  database db(tables);
  auto const counted = from<Author> | order_by(col<&Author::id>)
                     | select_merge(col<&Author::books> = coalesce(scalar(books_of), 0),
                                    col<&Author::nick> = nullif(upper(col<&Author::name>), "BOB"));
  auto const authors = db.repo.all(counted);
  REQUIRE(authors.size() == 2);
  CHECK(authors[0].name == "Ada");
  CHECK(authors[0].books == 2);
  CHECK(authors[0].nick == "ADA");
  CHECK(authors[1].books == 0);
  CHECK_FALSE(authors[1].nick.has_value());
  auto const first = db.repo.one(counted | limit(1));
  REQUIRE(first);
  CHECK(first->books == 2);
}

}  // namespace recto::test
