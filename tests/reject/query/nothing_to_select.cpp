// expect: recto: query: a table without a struct has no columns that are known; say which by select
// names: notes
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  auto const notes = from<recto::table<"notes">> | where(recto::column<"id", std::int64_t> > 1);
  repo.all(notes | select(recto::column<"title", std::string>));
#ifdef REJECT
  repo.all(notes);
#endif
}
