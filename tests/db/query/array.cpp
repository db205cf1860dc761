// SPDX-License-Identifier: BSL-1.0
// Arrays on the server: the types of what is asked, the answers, and updates by one element.
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

TEST_CASE("what is asked of arrays has the type that the server says") {
  test::typist server("recto_query_array", documents);
  server.check<Document>(contains_element(document::tags, "x"), contains_element(document::numbers, document::id),
                         contains_element(document::holes, 3), array_contains(document::tags, {"a", "b"}),
                         array_contains(document::numbers, {1}), array_overlaps(document::holes, {1, 2}),
                         array_overlaps(document::tags, std::vector<std::string>{}),
                         array_contains(document::tags, document::tags));
  server.check<Document>(cardinality(document::tags), array_append(document::tags, "x"),
                         array_append(document::numbers, 1), array_append(document::tags, document::note),
                         array_prepend("x", document::tags), array_remove(document::numbers, document::id),
                         array_remove(document::holes, 1), array_position(document::tags, "x"),
                         array_position(document::numbers, 7));
}

TEST_CASE("arrays answer, and grow and shrink by one element") {
  test::typist server("recto_query_array", documents);
  repo repo = repo_on("recto_query_array");
  repo.insert_all(
      std::vector<Document>{{.id = 1, .meta = 1, .tags = {"a", "b"}, .numbers = std::vector<std::int64_t>{7, 8, 7}},
                            {.id = 2, .meta = 1, .tags = {"b"}, .holes = {1, std::nullopt}},
                            {.id = 3, .meta = 1}});
  auto const ids = from<Document> | select(document::id) | order_by(document::id);
  using list = std::vector<std::int64_t>;
  using texts = std::vector<std::string>;
  CHECK(repo.all(ids | where(contains_element(document::tags, "b"))) == list{1, 2});
  CHECK(repo.all(ids | where(array_contains(document::tags, {"b", "a"}))) == list{1});
  CHECK(repo.all(ids | where(array_contains(document::tags, texts{}))) == list{1, 2, 3});
  CHECK(repo.all(ids | where(array_overlaps(document::tags, {"a", "z"}))) == list{1});
  CHECK(repo.all(ids | where(cardinality(document::tags) == 0)) == list{3});
  CHECK(repo.all(ids | where(contains_element(document::holes, 2))).empty());
  auto const holes = repo.all(from<Document> | order_by(document::id) | select(contains_element(document::holes, 2)));
  CHECK(holes == std::vector<std::optional<bool>>{false, std::nullopt, false});
  CHECK(repo.all(from<Document> | order_by(document::id) | select(array_position(document::numbers, 8)))
        == std::vector<std::optional<std::int32_t>>{2, std::nullopt, std::nullopt});

  CHECK(repo.update_all(from<Document> | where(document::id <= 2)
                        | set(push(document::tags, "c"), pull(document::numbers, 7)))
        == 2);
  CHECK(repo.get<Document>(1)->tags == texts{"a", "b", "c"});
  CHECK(repo.get<Document>(1)->numbers == list{8});
  CHECK(repo.get<Document>(2)->numbers == std::nullopt);
  repo.update_all(from<Document> | where(document::id == 2) | set(push(document::numbers, document::id)));
  CHECK(repo.get<Document>(2)->numbers == list{2});
  CHECK(repo.all(from<Document> | where(document::id == 3)
                 | select(array_prepend("x", array_append(document::tags, document::note))))
        == std::vector<std::vector<std::optional<std::string>>>{{"x", std::nullopt}});
}
