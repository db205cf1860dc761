// SPDX-License-Identifier: BSL-1.0
#include <recto/types/embed.hpp>

#include <support/test.hpp>

#include <concepts>
#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

using namespace recto;

namespace {

struct address {
  std::string street{};
  std::string city{};
  bool operator==(address const&) const = default;
};
struct opaque {
  int value = 0;
};
struct comment {
  std::string text{};
  embeds_one<comment> quoted{};
  embeds_many<comment> replies{};
  bool operator==(comment const&) const = default;
};
struct owner {
  std::int64_t id{};
  embeds_one<address> home{};
  embeds_many<address> others{};
  embeds_one<opaque> rest{};
};

// Reads through const, so that `*` is that of a const one.
template <class T>
T const& as_const(T& value) {
  return value;
}

}  // namespace

static_assert(field_count<owner> == 4 && field_count<comment> == 3);
static_assert(std::same_as<field_type<owner, 1>, embeds_one<address>>);
static_assert(!std::is_aggregate_v<embeds_one<address>> && !std::is_aggregate_v<embeds_many<address>>);
static_assert(is_embed<embeds_one<address>> && is_embed<embeds_many<address>> && !is_embed<std::vector<address>>);
static_assert(is_optional<embeds_one<address>> && !is_optional<embeds_many<address>>);
static_assert(std::regular<embeds_one<address>> && std::regular<embeds_many<address>>);
static_assert(std::copyable<embeds_one<opaque>> && !std::equality_comparable<embeds_one<opaque>>);
static_assert(std::copyable<embeds_many<opaque>> && !std::equality_comparable<embeds_many<opaque>>);
static_assert(std::is_nothrow_move_constructible_v<embeds_one<address>>);
static_assert(std::is_nothrow_move_constructible_v<embeds_many<address>>);
static_assert(std::is_convertible_v<address, embeds_one<address>>);
static_assert(std::is_same_v<decltype(*as_const(std::declval<embeds_one<address>&>())), address const&>);
// Not a column before recto/types/json.hpp is included.
static_assert(!column_type<value_of<embeds_one<address>>> && !column_type<embeds_many<address>>);

TEST_CASE("an embeds_one has none or one") {
  embeds_one<address> home{};
  CHECK_FALSE(home.has_value());
  CHECK_FALSE(static_cast<bool>(home));
  CHECK_ERROR(no_results, (*home).city);
  CHECK_ERROR(no_results, home->city);
  CHECK_ERROR(no_results, as_const(home)->city);
  CHECK_ERROR(no_results, *as_const(home));

  home = address{"Main St", "Rome"};
  REQUIRE(home.has_value());
  CHECK(home->city == "Rome");
  home->city = "Oslo";
  CHECK((*home).city == "Oslo");
  CHECK(home == address{"Main St", "Oslo"});
  home.reset();
  CHECK(home == embeds_one<address>{});
  CHECK(home.emplace("Via", "Bari").street == "Via");
  CHECK(home.emplace() == address{});
  home = {};
  CHECK_FALSE(home);
  home = address{};
  home = std::nullopt;
  CHECK_FALSE(home);
  CHECK(embeds_one<address> { {.city = "x"} } -> city == "x");
}

TEST_CASE("the message names what there is none of") {
  embeds_one<address> const none{};
  try {
    (void)none->city;
    FAIL("nothing was thrown");
  } catch (error const& thrown) {
    CHECK_THAT(thrown.message(), test::contains("the embedded address"));
  }
}

TEST_CASE("copies of an embeds_one are deep, moves leave none behind") {
  embeds_one<address> first{{"Main St", "Rome"}};
  embeds_one<address> second = first;
  second->city = "Oslo";
  CHECK(first->city == "Rome");
  embeds_one<address> third = std::move(second);
  CHECK_FALSE(second.has_value());
  CHECK(third->city == "Oslo");
  first = third;
  first->city = "Bari";
  CHECK(third->city == "Oslo");
  auto& same = first;
  first = same;
  CHECK(first->city == "Bari");
  first.emplace(address{"x", first->city});
  CHECK(*first == address{"x", "Bari"});
}

TEST_CASE("an embeds_many is a vector") {
  embeds_many<address> all{};
  CHECK(all.empty());
  all.push_back({"Main St", "Rome"});
  all.push_back({"Via", "Bari"});
  CHECK(all.size() == 2);
  CHECK(all[1].city == "Bari");
  CHECK(all.front().city == "Rome");
  CHECK(all.back().city == "Bari");
  std::string cities;
  for (address const& one : as_const(all)) cities += one.city;
  for (address& one : all) one.city = "x";
  CHECK(cities == "RomeBari");
  CHECK(all.rows().at(0).city == "x");
  CHECK(all == embeds_many<address>{{"Main St", "x"}, {"Via", "x"}});
  CHECK(all == std::vector<address>{{"Main St", "x"}, {"Via", "x"}});
  embeds_many<address> copy = all;
  copy[0].city = "y";
  CHECK(all[0].city == "x");
  embeds_many<address> moved = std::move(copy);
  CHECK(copy.empty());
  CHECK(moved.size() == 2);
  moved.clear();
  CHECK(moved.empty());
}

TEST_CASE("a struct may embed itself") {
  comment root{.text = "a", .quoted = comment{.text = "b"}, .replies = {comment{.text = "c"}, comment{.text = "d"}}};
  comment copy = root;
  CHECK(copy == root);
  copy.replies[1].quoted = root;
  CHECK_FALSE(copy == root);
  CHECK(copy.replies[1].quoted->replies.size() == 2);
}
