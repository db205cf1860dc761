// SPDX-License-Identifier: BSL-1.0
#include <recto/query/pack.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <type_traits>
#include <vector>

using namespace recto;
using namespace blog;
using recto::detail::append;
using recto::detail::make_pack;

namespace {

constexpr auto columns = make_pack(post::id, post::title);
static_assert(columns.parameters == 0 && columns.size == 2 && std::is_empty_v<decltype(columns)>);
static_assert(make_pack(post::views + 1, post::id, post::views* post::views).parameters == 1);
static_assert(make_pack(post::id).size == 1);

}  // namespace

TEST_CASE("values are handed out in order, also after appending") {
  auto const values = [](auto const& pack) {
    std::vector<int> seen{};
    auto see = [&](int value) { seen.push_back(value); };
    pack.each_value(see);
    return seen;
  };
  auto const left = make_pack(post::views + 1, post::title, post::views + 2);
  auto const right = make_pack(post::views + 3);
  CHECK(values(left) == std::vector<int>{1, 2});
  CHECK(values(append(left, right)) == std::vector<int>{1, 2, 3});
  CHECK(values(append(right, left)) == std::vector<int>{3, 1, 2});
  CHECK(values(append(columns, right)) == std::vector<int>{3});
  static_assert(append(columns, columns).size == 4 && append(columns, columns).parameters == 0);
}
