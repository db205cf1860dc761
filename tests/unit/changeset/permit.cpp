// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/permit.hpp>

#include "forms.hpp"

#include <recto/base/verdict.hpp>
#include <recto/types/decimal.hpp>

#include <type_traits>

using namespace recto;
using namespace forms;

namespace {

struct Point {
  int x{};
};
struct Place {
  std::int64_t id{};
  std::string name{};
  Point position{};
  has_many<Comment> comments{};
  std::optional<std::int32_t> height{};
  std::int16_t small{};
  bool open{};
  decimal price{};
  std::vector<std::string> tags{};
  static consteval auto schema() { return table("places") | virtual_field<&Place::position>; }
};

template <auto Member>
using permitted = permit_verdict<Place, Member>;
template <auto Member, class Value>
constexpr bool takes = std::is_same_v<put_verdict<Place, Member, Value>, ok>;

}  // namespace

// what may be cast
static_assert(std::is_same_v<permitted<&Place::name>, ok>);
static_assert(std::is_same_v<permitted<&Place::height>, ok>);
static_assert(std::is_same_v<permitted<&Place::price>, ok>);
static_assert(std::is_same_v<permitted<&Place::tags>, ok>);
static_assert(std::is_same_v<permitted<&Place::position>, failed<not_castable, "Place", "position">>);
static_assert(std::is_same_v<permitted<&Place::comments>, failed<not_castable, "Place", "comments">>);
static_assert(std::is_same_v<permitted<&Post::title>, failed<field_of_other_struct, "Place", "Post", "title">>);

// what may be put
static_assert(takes<&Place::name, std::string> && takes<&Place::name, char const*>);
static_assert(takes<&Place::height, std::int32_t> && takes<&Place::height, std::optional<std::int32_t>>);
static_assert(takes<&Place::height, std::nullopt_t> && takes<&Place::height, std::int16_t>);
static_assert(!takes<&Place::height, std::int64_t> && !takes<&Place::height, double>);
static_assert(!takes<&Place::small, std::int32_t>);
enum fruit { apple };
static_assert(!takes<&Place::height, bool> && !takes<&Place::height, char> && !takes<&Place::height, fruit>);
static_assert(!takes<&Place::name, int> && !takes<&Place::name, std::nullopt_t>);
static_assert(!takes<&Place::open, int> && takes<&Place::open, bool> && !takes<&Place::open, char const*>);
static_assert(takes<&Place::price, decimal> && takes<&Place::price, int> && !takes<&Place::price, double>);
static_assert(takes<&Place::tags, std::vector<std::string>> && !takes<&Place::tags, std::string>);
static_assert(takes<&Place::position, Point> && !takes<&Place::position, int>);
static_assert(std::is_same_v<put_verdict<Place, &Place::name, int>, failed<value_does_not_fit, "Place", "name">>);
static_assert(std::is_same_v<put_verdict<Place, &Post::title, std::string>,
                             failed<field_of_other_struct, "Place", "Post", "title">>);

TEST_CASE("permit: fields by their names in C++, whatever their columns are called") {
  auto const cs = cast(Post{}, {{"headline", "a"}, {"title", "b"}}, permit<&Post::title>);
  CHECK(cs.get_field<&Post::title>() == "b");
  CHECK(cs.unknown_params() == names{"headline"});
}

TEST_CASE("permit: a key may be cast where a program says so, and virtual fields too") {
  auto const cs = cast(Post{}, {{"id", "7"}, {"draft", "d"}}, permit<&Post::id, &Post::draft>);
  CHECK(cs.changed_fields() == names{"id", "draft"});
}
