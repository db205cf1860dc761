// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/params_tree.hpp>
#include <support/test.hpp>

using namespace recto;
using detail::param_node;
using detail::param_span;
using detail::params_tree;

static_assert(sizeof(param_node) == 32);

namespace {

std::vector<std::string> sorted(std::vector<std::string> words) {
  detail::sort_by_key(words.data(), words.size(),
                      [](std::string const& word) { return std::string_view(word).substr(0, 1); });
  return words;
}

}  // namespace

TEST_CASE("sorting keeps the order of what has the same key") {
  using words = std::vector<std::string>;
  CHECK(sorted({}) == words{});
  CHECK(sorted({"b"}) == words{"b"});
  CHECK(sorted({"b1", "a1", "b2", "a2", "b3"}) == words{"a1", "a2", "b1", "b2", "b3"});
  for (std::size_t const size : {2U, 3U, 7U, 8U, 9U, 100U, 1000U}) {
    words some;
    std::uint32_t state = 1;
    for (std::size_t i = 0; i < size; ++i) {
      state = state * 1664525 + 1013904223;
      some.push_back(std::string(1, static_cast<char>('a' + (state >> 24) % 5)) + std::to_string(1000 + i));
    }
    words expected;
    for (char letter = 'a'; letter < 'f'; ++letter)
      for (std::string const& word : some)
        if (word[0] == letter) expected.push_back(word);
    CHECK(sorted(some) == expected);
  }
}

TEST_CASE("a finished tree is reached from its nodes alone") {
  params_tree tree;
  tree.bytes = "abtext";
  tree.nodes.resize(4);
  for (std::uint32_t i : {0U, 1U}) tree.nodes[i].set_key({i, 1});
  tree.nodes[0].set(param_kind::text, {2, 4});
  tree.nodes[1].set(param_kind::list, {3, 1});
  tree.nodes[2].set(param_kind::map, {0, 2});
  tree.nodes[3].set(param_kind::digits, {6, 0});
  tree.finish();
  param_node const& root = tree.nodes[2];
  CHECK(root.name().empty());
  CHECK(root.find("a")->text() == "text");
  CHECK(root.find("b")->value.nodes[0].text().empty());
  for (char const* missing : {"", "A", "aa", "c"}) CHECK(root.find(missing) == nullptr);
  CHECK(root.find("b")->find("a") == nullptr);
}

TEST_CASE("sizes beyond 32 bits are refused") {
  CHECK(detail::narrow_size(0xffff'ffff) == 0xffff'ffff);
  CHECK_ERROR(invalid_value, detail::narrow_size(0x1'0000'0000));
}
