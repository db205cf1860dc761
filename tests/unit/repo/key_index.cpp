// SPDX-License-Identifier: BSL-1.0
#include <recto/repo/key_index.hpp>
#include <support/test.hpp>

#include <string>

using recto::detail::key_index;

namespace {

key_index<std::string, int> some() {
  key_index<std::string, int> index;
  index.add("b", 1);
  index.add("a", 2);
  index.add("b", 3);
  index.add("c", 4);
  index.sort();
  return index;
}

}  // namespace

TEST_CASE("a key is found at its first entry") {
  auto const index = some();
  CHECK(index.find("a") == 0);
  CHECK(index.find("b") == 1);
  CHECK(index.find("c") == 3);
}

TEST_CASE("a key that is not there is nowhere") {
  auto const index = some();
  for (char const* const key : {"", "aa", "bb", "d"}) CHECK(index.find(key) == index.size());
  CHECK(key_index<int, int>{}.find(1) == 0);
  CHECK(key_index<int, int>{}.empty());
}

TEST_CASE("each key comes once") { CHECK(some().keys() == std::vector<std::string>{"a", "b", "c"}); }

TEST_CASE("runs are told from first to last") {
  auto const index = some();
  std::vector<std::pair<std::size_t, std::size_t>> runs;
  index.each_run([&](std::size_t first, std::size_t last) { runs.emplace_back(first, last); });
  CHECK(runs == std::vector<std::pair<std::size_t, std::size_t>>{{0, 0}, {1, 2}, {3, 3}});
  int sum = 0;
  for (std::size_t i = 1; i <= 2; ++i) sum += index[i].place;
  CHECK(sum == 4);
}

TEST_CASE("a cleared index is empty") {
  auto index = some();
  index.clear();
  CHECK(index.empty());
  CHECK(index.keys().empty());
}
