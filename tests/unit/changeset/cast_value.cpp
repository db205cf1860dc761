// SPDX-License-Identifier: BSL-1.0
// Null, arrays, types of the program, and what every type has in common.
#include <recto/changeset/cast_value.hpp>

#include "casts.hpp"

#include <recto/types/decimal.hpp>
#include <recto/types/json.hpp>
#define RECTO_TEST_REPLACE_NEW
#include <support/count_allocations.hpp>

using namespace recto;
using namespace recto::test;

namespace library {

enum class genre { prose, verse };

// Kept as text, and choosy.
struct email {
  std::string address{};
  friend bool operator==(email const&, email const&) = default;
};

// Without a default, and kept by way of another type of the program.
class login {
 public:
  explicit login(email value) : value_(std::move(value)) {}
  email const& value() const { return value_; }
  friend bool operator==(login const&, login const&) = default;

 private:
  email value_;
};

// With casts of their own.
struct percent {
  int value = 0;
  friend bool operator==(percent, percent) = default;
};
struct letter {
  char value = 0;
  friend bool operator==(letter, letter) = default;
};

struct broken {};
struct uncastable {};

}  // namespace library

using namespace library;

template <>
struct recto::type<email> {
  using stored = std::string;
  static std::string const& dump(email const& value) { return value.address; }
  static email load(std::string&& text) {
    if (text.find('@') == std::string::npos) throw error{error_kind::invalid_value, "no address"};
    return {std::move(text)};
  }
};

template <>
struct recto::type<login> {
  using stored = email;
  static email const& dump(login const& value) { return value.value(); }
  static login load(email&& value) { return login(std::move(value)); }
};

template <>
struct recto::type<percent> {
  using stored = int;
  static int dump(percent value) { return value.value; }
  static percent load(int value) { return {value}; }
  static std::expected<percent, cast_error> cast(cast_input const& input) {
    static constexpr cast_meta range[] = {{"least", "0"}, {"most", "100"}};
    auto const number = cast_value<int>(input);
    if (!number) return std::unexpected(cast_error{.message = "is no percentage"});
    if (*number < 0 || *number > 100) return std::unexpected(cast_error{.type = "percentage", .extra = range});
    return percent{*number};
  }
};

template <>
struct recto::type<letter> {
  using stored = std::string;
  static std::string dump(letter value) { return {value.value}; }
  static letter load(std::string&& text) { return {text.at(0)}; }
  static std::optional<letter> cast(cast_input const& input) {
    if (input.kind != input_kind::text || input.text.size() != 1) return std::nullopt;
    if (input.text == "!") throw error{error_kind::invalid_value, "no letter"};
    return letter{input.text[0]};
  }
};

template <>
struct recto::type<broken> {
  using stored = int;
  static int dump(broken) { return 0; }
  static broken load(int) { throw error{error_kind::misuse, "a mistake of the program"}; }
};

static_assert(castable<bool> && castable<short> && castable<std::int64_t> && castable<float> && castable<double>);
static_assert(castable<std::string> && castable<std::vector<std::byte>> && castable<boost::uuids::uuid>
              && castable<genre>);
static_assert(castable<date> && castable<std::chrono::sys_days> && castable<time_of_day> && castable<naive_datetime>);
static_assert(castable<utc_datetime> && castable<interval> && castable<decimal> && castable<boost::json::value>);
static_assert(castable<recto::json<email>> && castable<std::vector<std::optional<decimal>>>
              && castable<std::optional<genre>>);
static_assert(castable<email> && castable<login> && castable<percent> && castable<letter>
              && castable<std::vector<login>>);
static_assert(!castable<uncastable> && !castable<std::vector<uncastable>> && !castable<std::optional<uncastable>>);
static_assert(!castable<unsigned> && !castable<char> && !castable<long double> && !castable<void*>);

namespace {

/// The values of a list, or no value.
template <class T>
std::optional<std::vector<T>> elements(std::initializer_list<cast_input> inputs, array_options const& options = {}) {
  auto const value = cast_value<std::vector<T>>(cast_input::list({inputs.begin(), inputs.size()}), options);
  return value ? std::optional(*value) : std::nullopt;
}

template <class T>
cast_error why_not(std::initializer_list<cast_input> inputs) {
  auto const value = cast_value<std::vector<T>>(cast_input::list({inputs.begin(), inputs.size()}));
  REQUIRE_FALSE(value);
  return value.error();
}

template <class... Ts>
void check_null() {
  auto const check = []<class T>(std::optional<T> const& empty) {
    CHECK(casts_to(nullptr, empty));
    auto const refused = cast_value<T>(nullptr);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().is_null);
    CHECK(refused.error().message == "is invalid");
    CHECK_FALSE(refused.error().type.empty());
  };
  (check(std::optional<Ts>{}), ...);
}

}  // namespace

TEST_CASE("null is an empty optional, whatever the type") {
  check_null<bool, short, std::int32_t, std::int64_t, float, double, decimal, std::string, std::vector<std::byte>,
             boost::uuids::uuid, genre, date, std::chrono::sys_days, time_of_day, naive_datetime, utc_datetime,
             interval, boost::json::value, std::vector<int>, email, login, percent, letter>();
}

TEST_CASE("an optional takes and refuses what its type does") {
  CHECK(casts_to<std::optional<int>>("12", 12));
  CHECK(casts_to<std::optional<std::string>>("", ""));
  auto const refused = cast_value<std::optional<int>>("12abc");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().type == "integer");
  CHECK_FALSE(refused.error().is_null);
}

TEST_CASE("cast to an array") {
  CHECK(elements<int>({"1", 2, "+3"}) == std::vector{1, 2, 3});
  CHECK(elements<int>({}) == std::vector<int>{});
  CHECK(elements<bool>({true, "0", "true"}) == std::vector{true, false, true});
  CHECK(elements<std::string>({"a", "", " b "}) == std::vector<std::string>{"a", "", " b "});
  CHECK(elements<std::optional<int>>({"1", nullptr}) == std::vector<std::optional<int>>{1, std::nullopt});
  CHECK(elements<genre>({"verse", "prose"}) == std::vector{genre::verse, genre::prose});
  check_refused<std::vector<int>>("{array, integer}", {"", "1", "{1,2}", "[1]", 1, 1.5, true, empty_map});
  check_refused<std::vector<std::optional<date>>>("{array, date}", {"2026-01-01", empty_map});
}

TEST_CASE("an array's error says which element") {
  cast_error const error = why_not<int>({"1", "x", "y"});
  CHECK(error.index == 1);
  CHECK(error.type == "{array, integer}");
  CHECK(error.validation == "cast");
  cast_error const of_enum = why_not<genre>({"prose", "verse", "drama"});
  CHECK(of_enum.index == 2);
  CHECK(of_enum.type == "{array, enum}");
  CHECK(of_enum.validation == "inclusion");
  CHECK(of_enum.choices.size() == 2);
  cast_error const null = why_not<int>({nullptr});
  CHECK(null.index == 0);
  CHECK_FALSE(null.is_null);
  CHECK(why_not<int>({"1", empty_list}).index == 1);
  CHECK(why_not<std::optional<int>>({empty_map}).index == 0);
}

TEST_CASE("empty elements are left out where that is asked for") {
  CHECK_FALSE(elements<int>({"1", ""}));
  CHECK(elements<int>({"", "1", " \t", "2", "\u00a0"}, {.drop_blank = true}) == std::vector{1, 2});
  CHECK(elements<std::string>({" ", " a ", ""}, {.drop_blank = true}) == std::vector<std::string>{" a "});
  CHECK(elements<std::optional<int>>({"", nullptr}, {.drop_blank = true})
        == std::vector<std::optional<int>>{std::nullopt});
  std::vector<std::byte> const blank{std::byte{' '}};
  CHECK(elements<std::vector<std::byte>>({" ", ""}, {.drop_blank = true})
        == std::vector<std::vector<std::byte>>{blank});
  static constexpr std::string_view unknown[] = {"", "N/A"};
  CHECK(elements<int>({"N/A", "1", ""}, {.drop_values = unknown}) == std::vector{1});
  CHECK_FALSE(elements<int>({"N/A ", "1"}, {.drop_values = unknown}));
}

TEST_CASE("a type that is stored as another is cast to that and loaded") {
  check_taken<email>({{"ada@example.org", {"ada@example.org"}}});
  check_refused<email>("email", {"ada", "", 12, true, "caf\xe9@x", empty_list});
  CHECK(cast_value<login>("ada@example.org")->value().address == "ada@example.org");
  check_refused<login>("login", {"ada", 12});
  CHECK(cast_value<std::optional<login>>("a@b")->has_value());
  CHECK_FALSE(cast_value<std::optional<login>>("ab"));
  CHECK(why_not<email>({"a@b", "c"}).type == "{array, email}");
  CHECK(elements<login>({"a@b"})->front().value().address == "a@b");
}

TEST_CASE("a type with a cast of its own decides by itself") {
  CHECK(cast_value<percent>("50")->value == 50);
  CHECK(elements<percent>({"0", 100}) == std::vector<percent>{{0}, {100}});
  auto const text = cast_value<percent>("half");
  REQUIRE_FALSE(text);
  CHECK(text.error().message == "is no percentage");
  CHECK(text.error().type == "percent");
  auto const beyond = cast_value<std::optional<percent>>(101);
  REQUIRE_FALSE(beyond);
  CHECK(beyond.error().type == "percentage");
  REQUIRE(beyond.error().extra.size() == 2);
  CHECK(beyond.error().extra[1].value == "100");

  CHECK(cast_value<letter>("x")->value == 'x');
  check_refused<letter>("letter", {"xy", "", 1, "!"});
}

TEST_CASE("a mistake of the program is no bad input") { CHECK_ERROR(misuse, cast_value<broken>(1)); }

TEST_CASE("only what the value needs is allocated") {
  std::string const long_text(100, 'x');
  cast_input const numbers[] = {"1", "2", 3, "4"};
  auto const made_by = [](auto&& cast) {
    long long const before = allocations();
    bool const made = cast().has_value();
    return std::pair(made, allocations() - before);
  };
  using counted = std::pair<bool, long long>;
  CHECK(made_by([] { return cast_value<std::int64_t>("12"); }) == counted(true, 0));
  CHECK(made_by([] { return cast_value<double>("1.5e3"); }) == counted(true, 0));
  CHECK(made_by([] { return cast_value<decimal>("19.90"); }) == counted(true, 0));
  CHECK(made_by([] { return cast_value<decimal>("19.90x"); }) == counted(false, 0));
  CHECK(made_by([] { return cast_value<utc_datetime>("2026-12-25T23:50:07+02:00"); }) == counted(true, 0));
  CHECK(made_by([] { return cast_value<date>("2026-02-30"); }) == counted(false, 0));
  CHECK(made_by([] { return cast_value<genre>("drama"); }) == counted(false, 0));
  CHECK(made_by([&] { return cast_value<std::string>(long_text); }) == counted(true, 1));
  CHECK(made_by([&] { return cast_value<std::optional<std::string>>(long_text); }) == counted(true, 1));
  CHECK(made_by([&] { return cast_value<std::vector<int>>(cast_input::list(numbers)); }) == counted(true, 1));
  CHECK(made_by([&] { return cast_value<std::vector<date>>(cast_input::list(numbers)); }).first == false);
  CHECK(made_by([&] { return cast_value<int>(long_text); }) == counted(false, 0));
}

TEST_CASE("a list of a million elements") {
  std::vector<cast_input> inputs(1'000'000, "12");
  auto const value = cast_value<std::vector<int>>(cast_input::list(inputs));
  REQUIRE(value);
  CHECK(value->size() == inputs.size());
  CHECK(value->back() == 12);
  inputs.back() = "x";
  CHECK(cast_value<std::vector<int>>(cast_input::list(inputs)).error().index == inputs.size() - 1);
  inputs.assign(1'000'000, " ");
  CHECK(cast_value<std::vector<int>>(cast_input::list(inputs), {.drop_blank = true}) == std::vector<int>{});
}
