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

namespace account {

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
  account::email email{};
  bool operator==(login const&) const = default;
};

}  // namespace account

// Nine lines, one of them the check.
template <>
struct recto::type<account::email> {
  using stored = std::string;
  static std::string const& dump(account::email const& value) { return value.text(); }
  static account::email load(std::string&& text) {
    if (!text.contains('@')) throw error{error_kind::invalid_value, "an e-mail address has an @"};
    return account::email{std::move(text)};
  }
};

template <>
struct recto::type<account::user_id> {
  using stored = std::int64_t;
  static std::int64_t dump(account::user_id value) { return value.number; }
  static account::user_id load(std::int64_t number) { return {number}; }
};

// Stored as a type that is stored as another one.
template <>
struct recto::type<account::login> {
  using stored = account::email;
  static account::email dump(account::login const& value) { return value.email; }
  static account::login load(account::email&& value) { return {std::move(value)}; }
};

static_assert(column_type<account::email> && stored_type<account::email> && !wire_type<account::email>);
static_assert(sql_type_of<account::email>.name == "text" && sql_type_of<std::optional<account::login>>.name == "text");
static_assert(accepts_column<account::email>(1043) && accepts_column<account::user_id>(20));
static_assert(std::is_same_v<recto::wire_of<account::login>, std::string>);
static_assert(detail::is_viewed<account::email>, "dump returns a reference into the value");
static_assert(!detail::is_viewed<account::login> && !detail::is_viewed<account::user_id>);
static_assert(detail::fixed_width<account::user_id> == 8 && detail::fixed_width<std::optional<account::user_id>> == 8);
static_assert(detail::fixed_width<account::email> == 0 && detail::fixed_width<account::login> == 0);
static_assert(noexcept(detail::encode(1, nullptr)) && !noexcept(detail::encode(date{}, nullptr))
              && !noexcept(detail::encode(account::user_id{}, nullptr)));

TEST_CASE("a type that is stored as another") {
  account::email const ada{"ada@example.org"};
  CHECK(encoded(ada) == "ada@example.org");
  CHECK(round_trip(ada) == ada);
  CHECK(static_cast<void const*>(detail::view_of(ada).data()) == ada.text().data());
  CHECK(encoded(account::user_id{1}) == bytes({0, 0, 0, 0, 0, 0, 0, 1}));
  CHECK(round_trip(account::user_id{-9}) == account::user_id{-9});
  check_other_lengths_refused<account::user_id>(encoded(account::user_id{1}));
}

TEST_CASE("what load refuses") {
  CHECK(message_of([] { decoded<account::email>("nobody"); }) == "an e-mail address has an @");
  CHECK_ERROR(invalid_value, decoded<account::login>("nobody"));
}

TEST_CASE("stored twice") {
  account::login const one{account::email{"a@b"}};
  CHECK(encoded(one) == "a@b");
  CHECK(round_trip(one) == one);
  std::vector<std::optional<account::login>> const several{one, std::nullopt};
  CHECK(round_trip(several) == several);
  std::string literal;
  append_literal(literal, several);
  CHECK(literal == R"({"a@b",NULL})");
}
