// SPDX-License-Identifier: BSL-1.0
// jsonb on the server: the types of what is asked, and the answers.
#include <recto/recto.hpp>
#include <support/result_types.hpp>
#include <unit/query/document.hpp>

#include <optional>
#include <string>
#include <vector>

using namespace recto;
using namespace blog;

namespace {

repo repo_on(std::string const& schema) {
  std::string const url = test::database_url();
  return repo{
      {.conninfo = url + (url.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" + schema}};
}

}  // namespace

TEST_CASE("what is asked of jsonb has the type that the server says") {
  test::typist server("recto_query_json", documents);
  server.check<Document>(json_get(document::meta, "a", 0, "b"), json_get(document::theme, 0),
                         json_text(document::meta, "a"), json_text(document::extra, "a", 1),
                         json_get(document::meta, document::body), json_get<json<Theme>>(document::meta, "theme"));
  server.check<Document>(json_extract_path(document::meta, {"a", 0}), json_extract_path_text(document::meta, {"a"}),
                         json_has_key(document::meta, "a"), json_has_any_key(document::meta, {"a"}),
                         json_has_all_keys(document::meta, {"a"}), json_contains(document::meta, document::theme),
                         json_contains(document::meta, boost::json::value{1, 2}),
                         json_contains(document::theme, Theme{}));
  server.check<Document>(to_jsonb(document::tags), to_jsonb(1), to_jsonb("x"),
                         jsonb_build_object("a", document::id, "b", "c"), jsonb_build_object(),
                         jsonb_agg(document::tags), jsonb_agg(distinct(document::id)),
                         jsonb_object_agg(document::body, document::id), json_text(document::meta, "a") == "x",
                         json_get(document::meta, "a") == boost::json::value(1));
}

TEST_CASE("documents answer") {
  test::typist server("recto_query_json", documents);
  repo repo = repo_on("recto_query_json");
  repo.insert_all(std::vector<Document>{
      {.id = 1,
       .body = "one",
       .meta = boost::json::value{{"a", {10, 20, 30}}, {"b", {{"c", "deep"}}}, {"n", nullptr}},
       .theme = Theme{.name = "dark", .size = 3},
       .tags = {"x"}},
      {.id = 2, .body = "two", .meta = boost::json::value{{"a", "text"}}, .theme = Theme{.name = "light", .size = 4}}});
  auto const first = from<Document> | where(document::id == 1);
  CHECK(*repo.one(first | select(json_get(document::meta, "a", 1))) == boost::json::value(20));
  CHECK(*repo.one(first | select(json_get(document::meta, "a", -1))) == boost::json::value(30));
  CHECK(*repo.one(first | select(json_text(document::meta, "b", "c"))) == "deep");
  CHECK(*repo.one(first | select(json_extract_path_text(document::meta, {"a", 0}))) == "10");
  CHECK(*repo.one(first | select(json_get<json<Theme>>(jsonb_build_object("t", document::theme), "t")))
        == json<Theme>(Theme{"dark", 3}));
  CHECK(*repo.one(first | select(json_text(document::meta, "n"))) == std::nullopt);
  CHECK(*repo.one(first | select(json_text(document::meta, "nothing", "here"))) == std::nullopt);
  auto const ids = from<Document> | select(document::id);
  using list = std::vector<std::int64_t>;
  CHECK(repo.all(ids | where(json_text(document::theme, "name") == "light")) == list{2});
  CHECK(repo.all(ids | where(json_contains(document::meta, boost::json::value{{"b", {{"c", "deep"}}}}))) == list{1});
  CHECK(repo.all(ids | where(json_contains(document::theme, Theme{"light", 4}))) == list{2});
  CHECK(repo.all(ids | where(json_has_key(document::meta, "b"))) == list{1});
  CHECK(repo.all(ids | where(json_has_any_key(document::meta, {"b", "q"}))) == list{1});
  CHECK(repo.all(ids | where(json_has_all_keys(document::meta, {"a", "b"}))) == list{1});
  CHECK(repo.all(ids | where(json_has_all_keys(document::meta, {})) | order_by(document::id)) == list{1, 2});
  CHECK(*repo.one(from<Document> | select(jsonb_agg(document::body).order_by(desc(document::id))))
        == boost::json::value{"two", "one"});
  CHECK(*repo.one(from<Document> | select(jsonb_object_agg(document::body, document::id)))
        == boost::json::value{{"one", 1}, {"two", 2}});
  // A key from outside is a value, whatever is in it.
  CHECK(*repo.one(first | select(json_text(document::meta, std::string("' || 'x")))) == std::nullopt);
}
