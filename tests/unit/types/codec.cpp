// SPDX-License-Identifier: BSL-1.0
// A user's own types: the recipe of docs/types.md, and what the codec does with `stored`, `dump` and `load`.
#include <recto/types/basic.hpp>
#include <recto/types/literal.hpp>
#include <unit/types/support.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace recto;
using namespace recto::test;

namespace shop {

class email {
 public:
  email() = default;
  explicit email(std::string text) : text_(std::move(text)) {}
  std::string const& text() const { return text_; }
  bool operator==(email const&) const = default;

 private:
  std::string text_{};
};

struct user_id {
  std::int64_t number = 0;
  bool operator==(user_id const&) const = default;
};

struct login {
  shop::email email{};
  bool operator==(login const&) const = default;
};

}  // namespace shop

// Nine lines, one of them the check.
template <>
struct recto::type<shop::email> {
  using stored = std::string;
  static std::string const& dump(shop::email const& value) { return value.text(); }
  static shop::email load(std::string&& text) {
    if (!text.contains('@')) throw error{error_kind::invalid_value, "an e-mail address has an @"};
    return shop::email{std::move(text)};
  }
};

template <>
struct recto::type<shop::user_id> {
  using stored = std::int64_t;
  static std::int64_t dump(shop::user_id value) { return value.number; }
  static shop::user_id load(std::int64_t number) { return {number}; }
};

// Stored as a type that is stored as another one.
template <>
struct recto::type<shop::login> {
  using stored = shop::email;
  static shop::email dump(shop::login const& value) { return value.email; }
  static shop::login load(shop::email&& value) { return {std::move(value)}; }
};

static_assert(column_type<shop::email> && stored_type<shop::email> && !wire_type<shop::email>);
static_assert(sql_type_of<shop::email>.name == "text" && sql_type_of<std::optional<shop::login>>.name == "text");
static_assert(accepts_column<shop::email>(1043) && accepts_column<shop::user_id>(20));
static_assert(std::is_same_v<recto::wire_of<shop::login>, std::string>);
static_assert(detail::is_viewed<shop::email>, "dump returns a reference into the value");
static_assert(!detail::is_viewed<shop::login> && !detail::is_viewed<shop::user_id>);
static_assert(detail::fixed_width<shop::user_id> == 8 && detail::fixed_width<std::optional<shop::user_id>> == 8);
static_assert(detail::fixed_width<shop::email> == 0 && detail::fixed_width<shop::login> == 0);
static_assert(noexcept(detail::encode(1, nullptr)) && !noexcept(detail::encode(date{}, nullptr))
              && !noexcept(detail::encode(shop::user_id{}, nullptr)));

TEST_CASE("a type that is stored as another") {
  shop::email const ada{"ada@example.org"};
  CHECK(encoded(ada) == "ada@example.org");
  CHECK(round_trip(ada) == ada);
  CHECK(static_cast<void const*>(detail::view_of(ada).data()) == ada.text().data());
  CHECK(encoded(shop::user_id{1}) == bytes({0, 0, 0, 0, 0, 0, 0, 1}));
  CHECK(round_trip(shop::user_id{-9}) == shop::user_id{-9});
  check_other_lengths_refused<shop::user_id>(encoded(shop::user_id{1}));
}

TEST_CASE("what load refuses") {
  CHECK(message_of([] { decoded<shop::email>("nobody"); }) == "an e-mail address has an @");
  CHECK_ERROR(invalid_value, decoded<shop::login>("nobody"));
}

TEST_CASE("stored twice") {
  shop::login const one{shop::email{"a@b"}};
  CHECK(encoded(one) == "a@b");
  CHECK(round_trip(one) == one);
  std::vector<std::optional<shop::login>> const several{one, std::nullopt};
  CHECK(round_trip(several) == several);
  std::string literal;
  append_literal(literal, several);
  CHECK(literal == R"({"a@b",NULL})");
}
