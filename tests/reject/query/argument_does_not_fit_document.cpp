// expect[NO_DOCUMENT]: recto: expression: this function does not take that argument; give it what is named last
// expect[KEY]: recto: expression: this function does not take that argument; give it what is named last
// expect[NO_ARRAY]: recto: expression: this function does not take that argument; give it what is named last
// expect[ELEMENT]: recto: expression: this function does not take that argument; give it what is named last
// expect[PUSH]: recto: expression: this function does not take that argument; give it what is named last
// expect[NO_QUERY]: recto: expression: this function does not take that argument; give it what is named last
// expect[VECTOR]: recto: select: a tsvector or tsquery cannot be read; match it with matches(vector, query), or rank it
// expect[ODD]: recto: jsonb_build_object: a key has no value; give keys and values in turn
// expect[AGGREGATE]: recto: expression: this function does not take that argument; give it what is named last
#include <recto/recto.hpp>
#include <recto/types/json.hpp>
#include <reject/blog.hpp>

struct Document {
  std::int64_t id{};
  std::string body{};
  boost::json::value meta{};
  std::vector<std::string> tags{};
  static consteval auto schema() { return recto::table("documents"); }
};

void use(recto::repo& repo) {
  auto const words = recto::to_tsvector(col<&Document::body>);
  repo.all(from<Document> | where(recto::matches(words, recto::to_tsquery("x"))));
  repo.update_all(from<Document> | recto::every_row | set(recto::push(col<&Document::tags>, "x")));
#ifdef REJECT_NO_DOCUMENT
  repo.all(from<Document> | select(recto::json_text(col<&Document::body>, "a")));
#endif
#ifdef REJECT_KEY
  repo.all(from<Document> | select(recto::json_text(col<&Document::meta>, 1.5)));
#endif
#ifdef REJECT_NO_ARRAY
  repo.all(from<Document> | select(recto::cardinality(col<&Document::body>)));
#endif
#ifdef REJECT_ELEMENT
  repo.all(from<Document> | where(recto::array_contains(col<&Document::tags>, {1, 2})));
#endif
#ifdef REJECT_PUSH
  repo.update_all(from<Document> | recto::every_row | set(recto::push(col<&Document::tags>, 1)));
#endif
#ifdef REJECT_NO_QUERY
  repo.all(from<Document> | where(recto::matches(words, "x")));
#endif
#ifdef REJECT_VECTOR
  repo.all(from<Document> | select(words));
#endif
#ifdef REJECT_ODD
  repo.all(from<Document> | select(recto::jsonb_build_object("a", 1, "b")));
#endif
#ifdef REJECT_AGGREGATE
  repo.all(from<Document> | select(recto::string_agg(col<&Document::id>, ", ")));
#endif
}
