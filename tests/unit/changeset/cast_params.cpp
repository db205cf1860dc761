// SPDX-License-Identifier: BSL-1.0
// Every kind of value that params hold, as an input, and cast.
#include <recto/changeset/cast_params.hpp>

#include "casts.hpp"

#include <recto/changeset/params.hpp>
#include <recto/changeset/params_builder.hpp>
#include <recto/types/decimal.hpp>
#include <recto/types/json.hpp>

#include <memory>

using namespace recto;
using namespace recto::test;

namespace {

using tree_pointer = std::unique_ptr<detail::params_tree>;

tree_pointer example() {
  detail::params_builder build;
  build.begin_map();
  build.key("title"), build.text("Emma");
  build.key("pages"), build.integer(474);
  build.key("weight"), build.floating(0.5);
  build.key("price"), build.digits("0.10000000000000000000000000001");
  build.key("printed"), build.boolean(true);
  build.key("note"), build.null();
  build.key("tags"), build.begin_list(), build.text("novel"), build.text(""), build.text("1815"), build.end();
  build.key("day"), build.begin_map(), build.key("year"), build.text("1815"), build.key("month"), build.integer(12);
  build.key("day"), build.text("23"), build.end();
  build.key("none"), build.begin_map(), build.end();
  build.end();
  return tree_pointer(build.finish());
}

cast_input member(tree_pointer const& tree, std::string_view key) {
  cast_input const root = detail::as_input(tree->nodes[tree->root]);
  cast_input found;
  REQUIRE(root.parts->find(root.node, key, found));
  return found;
}

}  // namespace

TEST_CASE("values of params are cast") {
  tree_pointer const tree = example();
  CHECK(casts_to<std::string>(member(tree, "title"), "Emma"));
  CHECK(casts_to(member(tree, "pages"), 474));
  CHECK(casts_to(member(tree, "weight"), 0.5));
  CHECK(casts_to(member(tree, "price"), decimal{"0.10000000000000000000000000001"}));
  CHECK(casts_to(member(tree, "printed"), true));
  CHECK(casts_to<std::optional<int>>(member(tree, "note"), {}));
  CHECK(casts_to<std::vector<std::string>>(member(tree, "tags"), {"novel", "", "1815"}));
  CHECK(casts_to<std::vector<std::string>>(member(tree, "tags"), {"novel", "1815"}, {.drop_blank = true}));
  CHECK(casts_to(member(tree, "day"), date{std::chrono::year{1815} / 12 / 23}));
  CHECK_FALSE(cast_value<date>(member(tree, "none")));
  CHECK_FALSE(cast_value<std::string>(member(tree, "pages")));
}

TEST_CASE("a map shows its members") {
  tree_pointer const tree = example();
  cast_input const root = detail::as_input(tree->nodes[tree->root]);
  REQUIRE(root.kind == input_kind::map);
  REQUIRE(root.count == 9);
  CHECK(root.parts->key(root.node, 0) == "day");  // in order
  CHECK(root.parts->at(root.node, 0).kind == input_kind::map);
  CHECK(root.parts->key(root.node, 8) == "weight");
  cast_input found = 1;
  CHECK_FALSE(root.parts->find(root.node, "missing", found));
  CHECK(found.kind == input_kind::integer);
  CHECK(member(tree, "none").count == 0);
}

TEST_CASE("params are cast to JSON") {
  tree_pointer const tree = example();
  auto const value = cast_value<boost::json::value>(detail::as_input(tree->nodes[tree->root]));
  REQUIRE(value);
  CHECK(value->as_object().size() == 9);
  CHECK(value->at("tags") == boost::json::array{"novel", "", "1815"});
  CHECK(value->at("day") == boost::json::value{{"year", "1815"}, {"month", 12}, {"day", "23"}});
  CHECK(value->at("price") == 0.1);
  CHECK(value->at("note").is_null());
}

TEST_CASE("views of params are cast") {
  params const given{
      {"age", "36"}, {"tags", params::list({"a", "b"})}, {"born", params{{"year", 1815}, {"month", 12}, {"day", 10}}}};
  CHECK(casts_to(detail::as_input(*given.find("age")), 36));
  CHECK(casts_to<std::vector<std::string>>(detail::as_input(*given.find("tags")), {"a", "b"}));
  CHECK(casts_to(detail::as_input(*given.find("born")), date{std::chrono::year{1815} / 12 / 10}));
  CHECK(casts_to(detail::as_input(given), boost::json::value{{"age", "36"},
                                                             {"tags", boost::json::array{"a", "b"}},
                                                             {"born", {{"year", 1815}, {"month", 12}, {"day", 10}}}}));
  CHECK(casts_to(detail::as_input(params{}), boost::json::value(boost::json::object{})));
}
