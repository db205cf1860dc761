// SPDX-License-Identifier: BSL-1.0
// Full-text search on the server.
#include <recto/recto.hpp>
#include <support/result_types.hpp>
#include <unit/query/document.hpp>

#include <string>
#include <vector>

using namespace recto;
using namespace blog;

TEST_CASE("what is searched with has the type that the server says") {
  test::typist server("recto_query_full_text", documents);
  auto const words = to_tsvector<"english">(document::body);
  server.check<Document>(words, to_tsvector(document::note), plainto_tsquery<"english">("a"), phraseto_tsquery("a"),
                         websearch_to_tsquery<"simple">("a"), to_tsquery<"english">("a"));
  server.check<Document>(matches(words, plainto_tsquery("a")), ts_rank(words, plainto_tsquery("a")),
                         ts_rank_cd(words, plainto_tsquery("a")),
                         ts_headline<"english">(document::body, plainto_tsquery("a")),
                         ts_headline(document::note, plainto_tsquery("a")));
}

TEST_CASE("documents are found by their words, the best first") {
  test::typist server("recto_query_full_text", documents);
  std::string const url = test::database_url();
  repo repo{{.conninfo = url + (url.find('?') == std::string::npos ? "?" : "&")
                       + "options=-csearch_path%3Drecto_query_full_text"}};
  repo.insert_all(std::vector<Document>{{.id = 1, .body = "The fat cats sat", .meta = 1},
                                        {.id = 2, .body = "a cat, another cat, cats and a dog", .meta = 1},
                                        {.id = 3, .body = "dogs", .meta = 1}});
  auto const words = to_tsvector<"english">(document::body);
  auto const found = [&](std::string const& typed) {
    auto const query = websearch_to_tsquery<"english">(typed);
    return repo.all(from<Document> | where(matches(words, query)) | order_by(desc(ts_rank(words, query)), document::id)
                    | select(document::id));
  };
  using list = std::vector<std::int64_t>;
  CHECK(found("cat") == list{2, 1});
  CHECK(found("cat -dog") == list{1});
  CHECK(found("\"fat cat\"") == list{1});
  CHECK(found("'); drop table documents; --").empty());
  CHECK(repo.one(from<Document> | where(document::id == 3)
                 | select(ts_headline<"english">(document::body, plainto_tsquery<"english">("dog"))))
        == "<b>dogs</b>");
}
