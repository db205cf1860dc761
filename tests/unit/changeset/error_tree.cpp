// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/error_tree.hpp>
#include <support/test.hpp>

using recto::error_tree;
using messages = std::vector<std::string>;

TEST_CASE("error tree: messages by field, in order") {
  error_tree tree;
  CHECK(tree.empty());
  tree.below("b").add("one");
  tree.below("a").add("two");
  tree.below("b").add("three");
  CHECK_FALSE(tree.empty());
  CHECK(tree.keys() == messages{"b", "a"});
  CHECK(tree["b"] == messages{"one", "three"});
  CHECK(tree["b"].messages().front() == "one");
  CHECK(tree.contains("a"));
  CHECK_FALSE(tree.contains("c"));
  CHECK(tree.to_string() == R"({b: ["one", "three"], a: ["two"]})");
}

TEST_CASE("error tree: what is not there is empty, however far down") {
  error_tree const tree;
  CHECK(tree["a"]["b"][3]["c"].empty());
  CHECK(tree["a"] == messages{});
  CHECK(tree[0].empty());
  CHECK(tree.size() == 0);
}

TEST_CASE("error tree: nested") {
  error_tree tree;
  tree.below("address").below("city").add("is missing");
  error_tree& items = tree.below("items");
  items.append({});
  error_tree second;
  second.below("count").add("is low");
  items.append(second);
  CHECK(tree["address"]["city"] == messages{"is missing"});
  CHECK(tree["items"].size() == 2);
  CHECK(tree["items"][0].empty());
  CHECK(tree["items"][1]["count"] == messages{"is low"});
  CHECK(tree["items"][2].empty());
  CHECK(tree["address"].size() == 0);
  CHECK(tree["address"][0].empty());
  CHECK_FALSE(tree["address"] == messages{});
  CHECK(tree.to_string() == R"({address: {city: ["is missing"]}, items: [[], {count: ["is low"]}]})");
  items.add("are few");
  CHECK(tree["items"].to_string() == R"(["are few"] [[], {count: ["is low"]}])");
}

TEST_CASE("error tree: a tree of empty ones is empty, and equality") {
  error_tree tree;
  tree.below("items").append({});
  CHECK(tree.empty());
  error_tree same;
  same.below("items").append({});
  CHECK(tree == same);
  same.below("items").append({});
  CHECK_FALSE(tree == same);
}
