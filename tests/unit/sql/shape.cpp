// SPDX-License-Identifier: BSL-1.0
// Texts that are made at run time, and how long they are kept.
#include <recto/sql/shape.hpp>

#include <support/test.hpp>
#include <unit/query/blog.hpp>
#include <unit/sql/said.hpp>

#include <atomic>
#include <set>
#include <string>
#include <thread>
#include <vector>

using namespace recto;
using namespace blog;
using recto::detail::content_table;
using recto::detail::rendered_statement;
using recto::detail::shape_table;
using recto::detail::sql_writer;
using recto::detail::statement_kind;

namespace {

std::atomic<int> rendered{0};

// Ten choices of one word each.
void write_words(sql_writer& out) {
  out.put("SELECT");
  for (int i = 0; i < 10; ++i)
    if (out.chosen(1) != 0 || out.takes_all()) {
      out.put(' ');
      out.parameter(static_cast<oid>(100 + i));
    }
}
void write_and_count(sql_writer& out) {
  ++rendered;
  write_words(out);
}
void write_integer(sql_writer& out) {
  out.put("SELECT ");
  out.parameter(23);
}
void write_text(sql_writer& out) {
  out.put("SELECT ");
  out.parameter(25);
}
void write_integer_otherwise(sql_writer& out) { write_integer(out); }

}  // namespace

TEST_CASE("a shape is rendered once, in two passes") {
  static constinit shape_table table;  // for the life of the program, as all are
  rendered = 0;
  statement const& first = table.find(5, &write_and_count);
  CHECK(rendered == 2);
  CHECK(std::string(first.sql) == "SELECT $1 $2");
  CHECK(first.parameter_count == 2);
  CHECK(first.parameter_types[0] == 100);
  CHECK(first.parameter_types[1] == 102);
  CHECK(&table.find(5, &write_and_count) == &first);
  CHECK(rendered == 2);
  CHECK(&table.find(21, &write_and_count) != &first);  // in the same bucket
  CHECK(rendered == 4);
  CHECK(&table.find(5, &write_and_count) == &first);
}

TEST_CASE("a query's shapes are kept for all its values") {
  auto const asked = [](std::optional<int> age) {
    return from<User> | where_if(age, [](int least) { return user::age > least; }) | select(user::id);
  };
  using query = decltype(asked({}));
  auto const which = [&](std::optional<int> age) {
    return &recto::detail::bound_query<statement_kind::select, query>(asked(age)).which();
  };
  CHECK(which(1) == which(2));
  CHECK(which(1) != which({}));
  CHECK(which({}) == which({}));
}

TEST_CASE("threads that ask for the same shapes get the same statements") {
  static constinit shape_table table;  // for the life of the program, as all are
  constexpr int count = 4;
  std::vector<std::vector<statement const*>> seen(count, std::vector<statement const*>(1024));
  std::atomic<int> ready{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < count; ++t)
    threads.emplace_back([&, t] {
      ++ready;
      while (ready < count) {
      }
      for (std::uint64_t shape = 0; shape < 1024; ++shape)
        seen[static_cast<std::size_t>(t)][shape] = &table.find(shape, &write_words);
    });
  for (std::thread& one : threads) one.join();
  for (int t = 1; t < count; ++t) CHECK(seen[static_cast<std::size_t>(t)] == seen[0]);
  CHECK(std::set<statement const*>(seen[0].begin(), seen[0].end()).size() == 1024);
  for (std::uint64_t shape = 0; shape < 1024; ++shape) CHECK(seen[0][shape]->parameter_count == std::popcount(shape));
}

TEST_CASE("a text by content is kept for what wrote it and for its types") {
  content_table table;
  auto const keep = [&](auto write) {
    rendered_statement text(write, 0);
    return table.keep(text, write);
  };
  statement const* const first = keep(&write_integer);
  CHECK(keep(&write_integer) == first);
  CHECK(keep(&write_text) != first);
  CHECK(keep(&write_integer_otherwise) != first);
  CHECK(table.size() == 3);
  // The same writer, text, and other types: a fragment takes what it is given.
  auto const asked = [&](auto value) {
    dynamic<User> const condition = fragment<"? IS NOT NULL", bool>(value);
    return test::say(from<User> | where(condition) | select(user::id));
  };
  CHECK(asked(1).text == asked(std::string("1")).text);
  CHECK(asked(1).types == std::vector<oid>{23});
  CHECK(asked(std::string("1")).types == std::vector<oid>{25});
  CHECK(asked(1).values.front()->size() == 4);
}

TEST_CASE("as many as fit are kept, and none that is long") {
  content_table table;
  for (std::uint64_t shape = 0; shape < content_table::most + 10; ++shape) {
    rendered_statement text(&write_words, shape);
    rendered_statement again(&write_words, shape);
    statement const* const kept = table.keep(text, &write_words);
    if (shape < 100) CHECK(kept != nullptr);
    CHECK(table.keep(again, &write_words) == kept);
    if (kept == nullptr) CHECK(!text.text().empty());  // still its own
  }
  CHECK(table.size() <= content_table::most);
  content_table other;
  rendered_statement long_one([](sql_writer& out) { out.put(std::string(content_table::longest + 1, 'x')); }, 0);
  CHECK(other.keep(long_one, &write_words) == nullptr);
  CHECK(long_one.text().size() == content_table::longest + 1);
}
