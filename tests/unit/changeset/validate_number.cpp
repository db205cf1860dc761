// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/validate_number.hpp>

#include "forms.hpp"

#include <recto/changeset/errors.hpp>
#include <recto/types/decimal.hpp>

#include <limits>

using namespace recto;
using namespace forms;

namespace library {

struct cents {
  std::int64_t value = 0;
  friend bool operator==(cents, cents) = default;
};

}  // namespace library

template <>
struct recto::type<library::cents> {
  using stored = std::int64_t;
  static std::int64_t dump(library::cents value) { return value.value; }
  static library::cents load(std::int64_t value) { return {value}; }
};

namespace {

struct Item {
  std::int64_t id{};
  std::int16_t small{};
  std::optional<std::int32_t> count{};
  float ratio{};
  double weight{};
  std::optional<decimal> price{};
  library::cents cost{};
  static consteval auto schema() { return table("items"); }
};

template <auto Member, class Value>
lines check(Value const& value, number_options const& options) {
  return said(change(Item{}) | force<Member>(value) | validate_number<Member>(options));
}

}  // namespace

TEST_CASE("validate_number: every message with its metadata") {
  struct row {
    number_options options;
    std::string expected;  // without the field; "" for none
  };
  row const rows[] = {
      {{.less_than = 4}, ""},
      {{.less_than = 3}, "must be less than %{number} {validation: number, kind: less_than, number: 3}"},
      {{.greater_than = 2}, ""},
      {{.greater_than = 3}, "must be greater than %{number} {validation: number, kind: greater_than, number: 3}"},
      {{.less_than_or_equal_to = 3}, ""},
      {{.less_than_or_equal_to = 2},
       "must be less than or equal to %{number} {validation: number, kind: less_than_or_equal_to, number: 2}"},
      {{.greater_than_or_equal_to = 3}, ""},
      {{.greater_than_or_equal_to = 4},
       "must be greater than or equal to %{number} {validation: number, kind: greater_than_or_equal_to, number: 4}"},
      {{.equal_to = 3}, ""},
      {{.equal_to = 4}, "must be equal to %{number} {validation: number, kind: equal_to, number: 4}"},
      {{.not_equal_to = 4}, ""},
      {{.not_equal_to = 3}, "must be not equal to %{number} {validation: number, kind: not_equal_to, number: 3}"},
      {{}, ""},
      {{.greater_than = 0, .less_than = 150}, ""},
      // the first that fails, and only that
      {{.greater_than = 5, .less_than = 1},
       "must be greater than %{number} {validation: number, kind: greater_than, number: 5}"},
      {{.greater_than = 0, .less_than = 1, .equal_to = 9},
       "must be less than %{number} {validation: number, kind: less_than, number: 1}"},
      // bounds of another kind
      {{.less_than = 3.5}, ""},
      {{.less_than = 2.5}, "must be less than %{number} {validation: number, kind: less_than, number: 2.5}"},
      {{.equal_to = 3.0}, ""},
      {{.less_than = decimal{"3.10"}}, ""},
      {{.less_than = decimal{"2.90"}},
       "must be less than %{number} {validation: number, kind: less_than, number: 2.90}"},
      // messages of one's own
      {{.less_than = 3, .message = "is too much"}, "is too much {validation: number, kind: less_than, number: 3}"},
      {{.less_than = 3, .message = {"is %{how}", {{"how", "much"}}}},
       "is %{how} {how: much, validation: number, kind: less_than, number: 3}"},
  };
  for (row const& one : rows) {
    INFO(one.expected);
    auto const cs = change(Item{}) | put<&Item::count>(3) | validate_number<&Item::count>(one.options);
    CHECK(said(cs) == (one.expected.empty() ? lines{} : lines{"count: " + one.expected}));
    CHECK(cs.valid() == one.expected.empty());
  }
}

TEST_CASE("validate_number: fields of every kind") {
  CHECK(check<&Item::small>(std::int16_t{3}, {.greater_than = 0, .less_than = 150}).empty());
  CHECK(check<&Item::small>(std::int16_t{3}, {.less_than = 1'000'000'000'000}).empty());
  CHECK(check<&Item::weight>(0.25, {.less_than = 0.5}).empty());
  CHECK(check<&Item::weight>(0.5, {.less_than = 0.5}).size() == 1);
  CHECK(check<&Item::weight>(3.0, {.equal_to = 3}).empty());
  CHECK(check<&Item::ratio>(0.1f, {.less_than_or_equal_to = 0.1}).empty());
  CHECK(check<&Item::ratio>(0.1f, {.less_than = 0.1}).size() == 1);
  CHECK(check<&Item::price>(decimal{"19.99"}, {.greater_than = 0, .less_than = 20}).empty());
  CHECK(check<&Item::price>(decimal{"19.99"}, {.less_than = 19.99}).size() == 1);
  CHECK(check<&Item::price>(decimal{"19.990"}, {.equal_to = decimal{"19.99"}}).empty());
  CHECK(check<&Item::price>(decimal{"19.990"}, {.not_equal_to = 19.99}).size() == 1);
  CHECK(check<&Item::cost>(library::cents{3}, {.less_than = 3}).size() == 1);
  CHECK(check<&Item::id>(std::numeric_limits<std::int64_t>::max(), {.less_than = 9223372036854775808.0}).empty());
  // what is no number is within no bounds
  CHECK(check<&Item::weight>(std::numeric_limits<double>::quiet_NaN(), {.less_than = 1}).size() == 1);
  CHECK(check<&Item::weight>(std::numeric_limits<double>::quiet_NaN(), {.greater_than = 1}).size() == 1);
}

TEST_CASE("validate_number: only a change that is not NULL, and no second word on what could not be cast") {
  CHECK((change(Item{.count = 3}) | validate_number<&Item::count>({.less_than = 1})).valid());
  CHECK((change(Item{.count = 3}) | put<&Item::count>(std::nullopt) | validate_number<&Item::count>({.less_than = 1}))
            .valid());
  auto const cs =
      cast(Item{}, {{"count", "12abc"}}, permit<&Item::count>) | validate_number<&Item::count>({.less_than = 1});
  CHECK(errors_on(cs)["count"] == std::vector<std::string>{"is invalid"});
}

TEST_CASE("validate_number: the number in the message") {
  auto const message = [](number_options const& options) {
    return errors_on(change(Item{}) | put<&Item::count>(3) | validate_number<&Item::count>(options))["count"]
        .messages()
        .at(0);
  };
  CHECK(message({.less_than = 3}) == "must be less than 3");
  CHECK(message({.less_than = 0.5}) == "must be less than 0.5");
  CHECK(message({.greater_than = decimal{"19.90"}}) == "must be greater than 19.90");
}
