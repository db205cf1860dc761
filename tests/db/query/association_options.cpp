// SPDX-License-Identifier: BSL-1.0
// What schema() says of an association's rows, wherever it is joined, preloaded or asked for.
#include <recto/query/association_options.hpp>

#include "../repo/database.hpp"

using namespace recto::test;

namespace {

using recto::asc;
using recto::col;
using recto::desc;
using recto::from;
using recto::join;
using recto::left_join;
using recto::order_by;
using recto::preload;
using recto::preload_join;
using recto::select;
using recto::where;

struct Note;
struct Page {
  std::int64_t id{};
  std::string title{};
  std::optional<std::int64_t> next_id{};
  recto::has_many<Note> notes{};
  recto::has_many<Note> public_notes{};
  recto::many_to_many<Note> linked{};
  recto::belongs_to<Page> next{};
  static consteval auto schema();
};
struct Note {
  std::int64_t id{};
  std::string body{};
  bool is_public = false;
  std::int64_t page_id{};
  static consteval auto schema() { return recto::table("notes"); }
};
consteval auto Page::schema() {
  return recto::table("pages") | recto::preload_order<&Page::notes>(desc(col<&Note::body>), asc(col<&Note::id>))
       | recto::foreign_key<&Page::public_notes, &Note::page_id>
       | recto::assoc_where<&Page::public_notes>([](auto note) { return note[col<&Note::is_public>] == true; })
       | recto::join_through<&Page::linked>("pages_notes") | recto::preload_order<&Page::linked>(desc(col<&Note::id>))
       | recto::assoc_where<&Page::linked>([](auto note) { return note[col<&Note::body>] != "hidden"; })
       | recto::assoc_where<&Page::next>([](auto page) { return page[col<&Page::title>] != "last"; });
}

struct pages : database {
  pages()
      : database(R"(
    CREATE TABLE pages (id bigint PRIMARY KEY, title text NOT NULL, next_id bigint);
    CREATE TABLE notes (id bigint PRIMARY KEY, body text NOT NULL, is_public boolean NOT NULL, page_id bigint NOT NULL);
    CREATE TABLE pages_notes (page_id bigint NOT NULL, note_id bigint NOT NULL);
    INSERT INTO pages VALUES (1, 'one', 2), (2, 'two', 3), (3, 'last', NULL);
    INSERT INTO notes VALUES (1, 'a', true, 1), (2, 'c', false, 1), (3, 'b', true, 1), (4, 'hidden', true, 2);
    INSERT INTO pages_notes VALUES (1, 1), (1, 4), (1, 3), (2, 4);)") {}
};

std::vector<std::string> bodies(recto::many_association<Note> const& notes) {
  std::vector<std::string> found;
  for (Note const& one : notes) found.push_back(one.body);
  return found;
}
using strings = std::vector<std::string>;

constexpr auto in_order = from<Page> | order_by(asc(col<&Page::id>));

}  // namespace

TEST_CASE("a preload brings rows in the association's order, or in its query's") {
  pages here;
  CHECK(bodies(here.repo.all(in_order | preload<&Page::notes>())[0].notes) == strings{"c", "b", "a"});
  CHECK(bodies(here.repo.all(in_order | preload<&Page::notes>(from<Note> | where(col<&Note::id> > 1)))[0].notes)
        == strings{"c", "b"});
  CHECK(bodies(here.repo.all(in_order | preload<&Page::notes>(from<Note> | order_by(asc(col<&Note::id>))))[0].notes)
        == strings{"a", "c", "b"});
}

TEST_CASE("a limit for each parent counts in the association's order") {
  pages here;
  CHECK(bodies(here.repo.all(in_order | preload<&Page::notes>(from<Note> | recto::limit_per_parent(2)))[0].notes)
        == strings{"c", "b"});
}

TEST_CASE("a condition holds for preloads, with and without a query") {
  pages here;
  auto const page = here.repo.all(in_order | preload<&Page::public_notes>()).front();
  CHECK(page.public_notes.size() == 2);
  CHECK(bodies(here.repo.all(in_order | preload<&Page::public_notes>(from<Note> | where(col<&Note::id> > 1)))[0]
                   .public_notes)
        == strings{"b"});
  CHECK(bodies(here.repo
                   .all(in_order
                        | preload<&Page::public_notes>(from<Note> | order_by(desc(col<&Note::id>))
                                                       | recto::limit_per_parent(1)))[0]
                   .public_notes)
        == strings{"b"});
}

TEST_CASE("a condition holds for a many_to_many and for a belongs_to") {
  pages here;
  auto const all = here.repo.all(in_order | preload<&Page::linked>() | preload<&Page::next>());
  CHECK(bodies(all[0].linked) == strings{"b", "a"});
  CHECK(all[1].linked.empty());
  CHECK(all[0].next->title == "two");
  CHECK(all[1].next.is_loaded());
  CHECK_FALSE(all[1].next.has_value());
}

TEST_CASE("a condition holds for joins, also under another name") {
  pages here;
  constexpr auto note = recto::alias<Note, "note">;
  CHECK(here.repo.count(from<Page> | join<&Page::public_notes>()) == 3);
  CHECK(here.repo.count(from<Page> | join<&Page::public_notes>(note)) == 3);
  // A LEFT JOIN keeps the join table's rows, of which two lead to the hidden note.
  CHECK(here.repo.count(from<Page> | left_join<&Page::linked>()) == 5);
  CHECK(here.repo.count(from<Page> | join<&Page::linked>()) == 2);
  constexpr auto next = recto::alias<Page, "next">;
  CHECK(here.repo.all(from<Page> | join<&Page::next>(next) | select(next.col<&Page::title>)) == strings{"two"});
  auto const joined = here.repo.all(in_order | preload_join<&Page::public_notes>());
  REQUIRE(joined.size() == 3);
  CHECK(joined[0].public_notes.size() == 2);
}

TEST_CASE("a condition holds for assoc") {
  pages here;
  Page const page = *here.repo.get<Page>(1);
  CHECK(here.repo.count(recto::assoc<&Page::public_notes>(page)) == 2);
  CHECK(here.repo.count(recto::assoc<&Page::linked>(page)) == 2);
  CHECK(here.repo.count(recto::assoc<&Page::next>(*here.repo.get<Page>(2))) == 0);
}
