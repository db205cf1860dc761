// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/params_builder.hpp>
#include <support/test.hpp>

#include <memory>

using namespace recto;
using detail::param_node;
using detail::params_builder;
using detail::params_tree;

namespace {

std::unique_ptr<params_tree> finished(params_builder& builder) {
  return std::unique_ptr<params_tree>(builder.finish());
}

}  // namespace

TEST_CASE("members stand sorted, the last of a key stays") {
  params_builder builder;
  builder.begin_map();
  for (auto [key, value] : {std::pair{"b", 1}, {"", 2}, {"a", 3}, {"b", 4}, {"", 5}, {"b", 6}}) {
    builder.key(key);
    builder.integer(value);
  }
  builder.end();
  auto const tree = finished(builder);
  param_node const& root = tree->nodes[tree->root];
  REQUIRE(root.size == 3);
  CHECK(root.find("")->value.integer == 5);
  CHECK(root.find("a")->value.integer == 3);
  CHECK(root.find("b")->value.integer == 6);
  for (char const* missing : {"A", "aa", "c", "b "}) CHECK(root.find(missing) == nullptr);
  CHECK(root.value.nodes[0].find("a") == nullptr);
}

TEST_CASE("keys and text may come in parts") {
  params_builder builder;
  builder.begin_map();
  builder.part("ci");
  builder.part("t");
  builder.key("y");
  builder.part("Lon");
  builder.text("don");
  builder.key("empty");
  builder.text("");
  builder.end();
  auto const tree = finished(builder);
  param_node const& root = tree->nodes[tree->root];
  CHECK(root.find("city")->text() == "London");
  CHECK(root.find("empty")->text().empty());
}

TEST_CASE("a copy of a part is a tree of its own") {
  params_builder first;
  first.begin_map();
  first.key("list");
  first.begin_list();
  first.text("one");
  first.begin_map();
  first.key("n");
  first.digits("12345678901234567890");
  first.end();
  first.end();
  first.end();
  auto original = finished(first);

  params_builder second;
  second.begin_list();
  second.copy(original->nodes[original->root]);
  second.copy(*original->nodes[original->root].find("list"));
  second.end();
  original.reset();
  auto const tree = finished(second);
  param_node const& root = tree->nodes[tree->root];
  REQUIRE(root.size == 2);
  param_node const& copied = *root.value.nodes[0].find("list");
  CHECK(copied.value.nodes[0].text() == "one");
  CHECK(copied.value.nodes[1].find("n")->text() == "12345678901234567890");
  CHECK(root.value.nodes[1].name().empty());
  CHECK(root.value.nodes[1].size == 2);
}

TEST_CASE("limits of values and depth") {
  params_builder builder({.max_values = 3, .max_depth = 2});
  CHECK(builder.begin_list());
  CHECK(builder.begin_list());
  CHECK_FALSE(builder.begin_list());
  CHECK(builder.refusal() == "params: nested more than 2 levels deep");
  CHECK(builder.null());
  CHECK_FALSE(builder.null());
  CHECK(builder.refusal() == "params: more than 3 values");
}

TEST_CASE("a million levels are copied and destroyed without recursion") {
  constexpr int levels = 1'000'000;
  params_builder first;
  for (int i = 0; i < levels; ++i) {
    first.begin_map();
    first.key("a");
  }
  first.text("bottom");
  for (int i = 0; i < levels; ++i) first.end();
  auto const original = finished(first);

  params_builder second;
  second.copy(original->nodes[original->root]);
  auto const copy = finished(second);
  param_node const* at = &copy->nodes[copy->root];
  int depth = 0;
  for (; at != nullptr && at->holds_nodes(); at = at->find("a")) ++depth;
  CHECK(depth == levels);
  REQUIRE(at != nullptr);
  CHECK(at->text() == "bottom");
}
