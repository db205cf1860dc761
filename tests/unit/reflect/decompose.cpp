// SPDX-License-Identifier: BSL-1.0
// The count of fields against Boost.PFR's, for every kind of field that is hard to count.
#include <recto/reflect/decompose.hpp>
#include <recto/reflect/fields.hpp>
#include <support/test.hpp>

#include <boost/pfr/core.hpp>

#include <any>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

namespace counted {

template <class T>
constexpr bool as_pfr_counts = recto::field_count<T> == boost::pfr::tuple_size_v<T>;

struct Point {
  int x{};
  int y{};
};
enum class color { red };

// A nested aggregate takes braces or none, so a list of initialisers may be too long without being refused.
struct Nested {
  Point from{};
  Point to{};
};
struct Deep {
  Nested first{};
  int between{};
  Nested last{};
};
struct Arrays {
  std::array<int, 3> three{};
  std::array<std::array<char, 2>, 2> four{};
  std::array<std::string, 1> one{};
};
struct Standard {
  std::string text{};
  std::string_view view{};
  std::vector<int> list{};
  std::vector<std::string> texts{};
  std::map<int, std::string> map{};
  std::tuple<int, char> tuple{};
  std::pair<int, int> pair{};
  std::variant<int, std::string> either{};
  std::chrono::sys_time<std::chrono::microseconds> when{};
  std::chrono::year_month_day day{};
};
struct Optionals {
  std::optional<int> number{};
  std::optional<std::string> text{};
  std::optional<Point> point{};
  std::optional<std::vector<std::optional<int>>> list{};
  std::optional<std::optional<int>> twice{};
};
struct MoveOnly {
  std::unique_ptr<int> owned{};
  std::unique_ptr<Point> point{};
};
struct Small {
  bool yes{};
  color hue{};
  std::byte bits{};
  char letter{};
  void* pointer{};
  int Point::* member{};
};

// Takes a list of anything, and an `explicit` that must not be called.
class greedy {
 public:
  greedy() = default;
  greedy(std::initializer_list<int>) {}
  explicit greedy(std::string) {}
};
struct Greedy {
  greedy first{};
  greedy second{};
};

// Converts from everything, which is how a json value looks to a counter.
class universal {
 public:
  universal() = default;
  template <class T>
    requires(!std::is_same_v<std::remove_cvref_t<T>, universal> && std::is_arithmetic_v<T>)
  universal(T) {}
};
struct Universal {
  universal first{};
  int second{};
};

struct WithoutInitialisers {
  int a;
  std::string b;
  std::optional<Point> c;
};

static_assert(as_pfr_counts<Point> && as_pfr_counts<Nested> && as_pfr_counts<Deep>);
static_assert(as_pfr_counts<Standard> && as_pfr_counts<Optionals>);
static_assert(as_pfr_counts<MoveOnly> && as_pfr_counts<Small> && as_pfr_counts<Greedy>);
static_assert(as_pfr_counts<Universal> && as_pfr_counts<WithoutInitialisers>);
// Arrays are not given to PFR: g++ 12.2 stops with an internal error in its count of std::array<std::string, 1>.
static_assert(recto::field_count<Nested> == 2 && recto::field_count<Deep> == 3 && recto::field_count<Arrays> == 3);
static_assert(recto::field_count<Standard> == 10 && recto::field_count<Optionals> == 5);

}  // namespace counted

TEST_CASE("a visit gives the fields themselves") {
  counted::Deep deep{};
  std::vector<void const*> seen{};
  recto::for_each_field(deep, [&](auto& field) { seen.push_back(&field); });
  CHECK(seen == std::vector<void const*>{&deep.first, &deep.between, &deep.last});

  counted::MoveOnly const owner{.owned = std::make_unique<int>(5), .point = {}};
  int value = 0;
  recto::for_each_field(owner, [&](auto const& field) {
    if constexpr (std::is_same_v<decltype(field), std::unique_ptr<int> const&>) value = *field;
  });
  CHECK(value == 5);
}
