// SPDX-License-Identifier: BSL-1.0
#include <recto/schema/association_path.hpp>

#include <recto/schema/association_key.hpp>
#include <support/test.hpp>

#include <cstdint>
#include <type_traits>

namespace {

struct Street;
struct House;
struct Room;
struct Lamp;

struct Town {
  std::int64_t id{};
  recto::has_many<Street> streets{};
  recto::has_many<House> houses{};
  recto::has_many<Lamp> lamps{};
  recto::has_many<Room> broken{};
  recto::has_many<Street> astray{};
  recto::belongs_to<House> backwards{};
  static consteval auto schema();
};
struct Street {
  std::int64_t id{};
  std::int64_t town_id{};
  recto::has_many<House> houses{};
  static consteval auto schema() { return recto::table("streets"); }
};
struct House {
  std::int64_t id{};
  std::int64_t street_id{};
  recto::has_many<Room> rooms{};
  recto::has_many<Lamp> lamps{};
  static consteval auto schema();
};
struct Room {
  std::int64_t id{};
  std::int64_t house_id{};
  recto::has_many<Lamp> lamps{};
  static consteval auto schema() { return recto::table("rooms"); }
};
struct Lamp {
  std::int64_t id{};
  std::int64_t room_id{};
  static consteval auto schema() { return recto::table("lamps"); }
};
consteval auto Town::schema() {
  return recto::table("towns") | recto::through<&Town::houses, &Town::streets, &Street::houses>
       | recto::through<&Town::lamps, &Town::houses, &House::lamps>
       | recto::through<&Town::broken, &Town::streets, &House::rooms>
       | recto::through<&Town::astray, &Town::streets, &Street::houses>
       | recto::through<&Town::backwards, &Town::streets, &Street::houses>;
}
consteval auto House::schema() {
  return recto::table("houses") | recto::through<&House::lamps, &House::rooms, &Room::lamps>;
}

using recto::association_verdict;
using recto::failed;
using recto::detail::is_through;
using recto::detail::member_path;
using recto::detail::steps_of;

static_assert(is_through<&Town::houses> && !is_through<&Town::streets> && !is_through<&House::rooms>);
static_assert(std::is_same_v<decltype(steps_of<&Town::streets>()), member_path<&Town::streets>>);
static_assert(std::is_same_v<decltype(steps_of<&Town::houses>()), member_path<&Town::streets, &Street::houses>>);
// What leads through what leads through others is the whole path.
static_assert(std::is_same_v<decltype(steps_of<&Town::lamps>()),
                             member_path<&Town::streets, &Street::houses, &House::rooms, &Room::lamps>>);
static_assert(recto::detail::first_of(steps_of<&Town::lamps>()) == &Town::streets);
static_assert(recto::detail::last_of(steps_of<&Town::lamps>()) == &Room::lamps);

static_assert(std::is_same_v<association_verdict<&Town::houses>, recto::ok>);
static_assert(std::is_same_v<association_verdict<&Town::lamps>, recto::ok>);
// The second step does not begin where the first ends; the last does not end where it should; not of this kind.
static_assert(std::is_same_v<association_verdict<&Town::broken>, failed<recto::through_broken, "Town", "broken">>);
static_assert(std::is_same_v<association_verdict<&Town::astray>, failed<recto::through_broken, "Town", "astray">>);
static_assert(
    std::is_same_v<association_verdict<&Town::backwards>, failed<recto::through_broken, "Town", "backwards">>);

}  // namespace

TEST_CASE("paths are put together") {
  CHECK(decltype(member_path<&Town::streets>{} + member_path<&Street::houses>{})::size == 2);
}
