// expect: recto: json_get: it brings jsonb, which this type is not
#include <recto/query/json.hpp>
#include <recto/recto.hpp>
#include <recto/sql/json.hpp>
#include <recto/types/json.hpp>

struct Note {
  std::int64_t id{};
  boost::json::value meta{};
  static consteval auto schema() { return recto::table("notes"); }
};

void use(recto::repo& repo) {
  using recto::col, recto::from;
  repo.all(from<Note> | select(recto::json_text(col<&Note::meta>, "language")));
#ifdef REJECT
  repo.all(from<Note> | select(recto::json_get<std::string>(col<&Note::meta>, "language")));
#endif
}
