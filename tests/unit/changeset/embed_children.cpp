// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/embed_children.hpp>

#include <support/test.hpp>
#include <unit/changeset/embeds.hpp>

using namespace recto;
using namespace recto::test::embeds;
using recto::detail::key_bytes;

namespace {

struct Pair {
  std::string left{};
  std::optional<std::int32_t> right{};
  std::string rest{};

  static consteval auto schema() { return primary_key<&Pair::left, &Pair::right>; }
};
struct Day {
  date id{};  // not one that can be stored
};
struct Odd {
  std::int64_t id{};
  embeds_many<Pair> pairs{};
  static consteval auto schema() { return when_replaced<&Odd::pairs, on_replace::update>; }
};

}  // namespace

static_assert(recto::detail::has_key<Pair> && recto::detail::has_key<Profile> && !recto::detail::has_key<Address>);
static_assert(std::is_same_v<cast_embed_verdict<Odd, &Odd::pairs>, failed<update_of_many, "Odd", "pairs">>);
static_assert(
    std::is_same_v<cast_embed_verdict<Odd, &Author::home>, failed<field_of_other_struct, "Odd", "Author", "home">>);

TEST_CASE("keys are told apart by all of their fields") {
  CHECK(key_bytes(Pair{"a", 1, "x"}) == key_bytes(Pair{"a", 1, "y"}));
  CHECK(key_bytes(Pair{"a", 1}) != key_bytes(Pair{"a", {}}));
  CHECK(key_bytes(Pair{"a", 1}) != key_bytes(Pair{"a", 2}));
  CHECK(key_bytes(Pair{"1:", {}}) != key_bytes(Pair{"", {}}));
  CHECK(key_bytes(Address{"a", "b"}).empty());
  CHECK(key_bytes(Day{}) == key_bytes(Day{}));
  CHECK(key_bytes(Day{}) != key_bytes(Day{std::chrono::sys_days{}}));
}

TEST_CASE("a key of several fields matches params") {
  struct Holder {
    embeds_many<Pair> pairs{};
  };
  auto const cast_pair = [](Pair pair, params const& from) { return cast(std::move(pair), from, permit<&Pair::rest>); };
  params const from{{"pairs", params::list({params{{"left", "a"}, {"right", "1"}, {"rest", "x"}},
                                            params{{"left", "b"}, {"rest", "y"}}})}};
  auto const made =
      cast(Holder{.pairs = {{"b", {}, ""}, {"a", 1, ""}}}, from, permit<>) | cast_embed<&Holder::pairs>(cast_pair);
  REQUIRE(made.apply().pairs.size() == 2);
  CHECK(made.apply().pairs[0].right == 1);
  CHECK(made.apply().pairs[0].rest == "x");
  CHECK(made.apply().pairs[1].left == "b");
  CHECK(made.apply().pairs[1].rest == "y");
}
