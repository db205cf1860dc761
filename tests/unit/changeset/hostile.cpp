// SPDX-License-Identifier: BSL-1.0
// Input that means harm, from params to errors: trees too deep or too wide, texts of a megabyte, bytes that are no text,
// numbers that fit nowhere, fields that are not the sender's. Nothing is thrown, and what is wrong is a field's error.
#include <recto/changeset/cast.hpp>

#include <recto/changeset/changesets.hpp>
#include <recto/changeset/format.hpp>
#include <recto/types/basic.hpp>
#include <recto/types/decimal.hpp>
#include <recto/types/json.hpp>
#include <support/count_allocations.hpp>
#include <support/test.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using namespace recto;
using namespace std::string_literals;
using namespace std::string_view_literals;

namespace {

enum class role { reader, writer };

struct Account {
  std::int64_t id{};
  std::string name{};
  std::optional<std::string> email{};
  std::int16_t small{};
  std::optional<std::int32_t> age{};
  std::optional<std::int64_t> large{};
  std::optional<float> single{};
  std::optional<double> number{};
  std::optional<decimal> price{};
  std::optional<bool> news{};
  std::optional<boost::uuids::uuid> uuid{};
  std::optional<date> day{};
  std::optional<time_of_day> time{};
  std::optional<naive_datetime> naive{};
  std::optional<utc_datetime> moment{};
  std::optional<role> wish{};
  std::vector<std::string> tags{};
  std::vector<std::int32_t> numbers{};
  std::optional<boost::json::value> document{};
  bool admin{};
  std::string password_hash = "kept";

  static consteval auto schema() { return table("accounts") | redacted<&Account::password_hash>; }
};

constexpr auto allowed =
    permit<&Account::name, &Account::email, &Account::small, &Account::age, &Account::large, &Account::single,
           &Account::number, &Account::price, &Account::news, &Account::uuid, &Account::day, &Account::time,
           &Account::naive, &Account::moment, &Account::wish, &Account::tags, &Account::numbers, &Account::document>;

/// As a program would: all kinds of validators behind the cast.
changeset<Account> registration(params const& given) {
  return cast(Account{}, given, allowed) | validate_required<&Account::name, &Account::email>()
       | validate_format<&Account::email, R"(^[^\s@]+@([^\s@.]+\.)+[^\s@.]+$)">()
       | validate_format<&Account::name, R"(^((\w+)*\s?)*$)">()  // what makes a backtracking matcher hang
       | validate_length<&Account::name>({.max = 100}) | validate_length<&Account::tags>({.max = 10})
       | validate_number<&Account::age>({.greater_than = 0, .less_than = 150})
       | validate_exclusion<&Account::name>({"root"}) | validate_confirmation<&Account::email>()
       | validate_acceptance("terms");
}

std::vector<std::string> const& messages(changeset<Account> const& of, std::string_view field) {
  static thread_local error_tree errors;
  errors = errors_on(of);
  return errors[field].messages();
}

using texts = std::vector<std::string>;
texts const invalid{"is invalid"};

/// These params, cast: every field named is invalid, and nothing else is wrong or has changed.
void check_invalid(params const& given) {
  changeset<Account> const made = cast(Account{}, given, allowed);
  CHECK(made.changes_empty());
  CHECK(made.errors().size() == given.size());
  for (param_view const member : given) {
    INFO(member.key());
    CHECK(messages(made, member.key()) == invalid);
  }
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

constexpr std::size_t megabyte = 1'048'576;

}  // namespace

TEST_CASE("hostile: 10,000 levels are refused before there is anything to cast") {
  std::string const form = "document" + repeated("[a]", 10'000) + "=1";
  std::string const json = "{\"document\":" + repeated("{\"a\":", 10'000) + "1" + repeated("}", 10'000) + "}";
  CHECK(params::from_form(form).error().message() == "params: nested more than 64 levels deep");
  CHECK(params::from_json(json).error().message() == "params: nested more than 64 levels deep");
  params_limits const lax{.max_depth = 1'000'000};
  CHECK(params::from_form(form, lax).error().message() == "params: nested more than 1000 levels deep");
  CHECK(params::from_json(json, lax).error().message() == "params: nested more than 1000 levels deep");
  CHECK(params::from_json("{\"document\":" + repeated("[", megabyte)).error().kind() == error_kind::invalid_value);
}

TEST_CASE("hostile: a tree as deep as a program allows is no document, no text and no number") {
  params deep{{"a", 1}};
  for (int i = 0; i < 900; ++i) deep = params{{"a", deep}};
  check_invalid(params{{"document", deep}, {"name", deep}, {"age", deep}, {"tags", deep}, {"day", deep}});
  auto const read = params::from_form("document" + repeated("[a]", 900) + "=1", {.max_depth = 1'000});
  REQUIRE(read);
  check_invalid(*read);
}

TEST_CASE("hostile: a million keys") {
  std::string form = "name=Ada&email=ada@x.org&terms=1";
  for (int i = 0; i < 1'000'000; ++i) form.append("&k").append(std::to_string(i));
  CHECK(params::from_form(form).error().message() == "params: more than 100000 values");
  auto const given = params::from_form(form, {.max_bytes = 100'000'000, .max_values = 2'000'000});
  REQUIRE(given);
  long long const before = test::allocations();
  changeset<Account> const made = registration(*given);
  CHECK(test::allocations() - before < 100);  // a million keys that nobody asked for cost nothing
  CHECK(made.valid());
  CHECK(made.changed_fields() == std::vector<std::string_view>{"name", "email"});
  CHECK(made.unknown_params().size() == 1'000'000);
}

TEST_CASE("hostile: 200,000 elements") {
  std::string form = "name=Ada&email=ada@x.org&terms=1";
  std::string json = "{\"tags\":[\"\"";
  for (int i = 0; i < 200'000; ++i) form += "&tags[]=a", json += ",{}";
  params_limits const lax{.max_bytes = 100'000'000, .max_values = 2'000'000};
  CHECK_FALSE(params::from_form(form));
  CHECK(messages(registration(*params::from_form(form, lax)), "tags") == texts{"should have at most 10 item(s)"});
  check_invalid(*params::from_json(json + "]}", lax));
}

TEST_CASE("hostile: the same field a hundred thousand times") {
  auto const given = params::from_form("name=Ada" + repeated("&age=abc&age[]=1&age[x]=2", 30'000) + "&age=36");
  REQUIRE(given);
  changeset<Account> const made = cast(Account{}, *given, allowed);
  CHECK(made.valid());
  CHECK(made.get_field<&Account::age>() == 36);
}

TEST_CASE("hostile: a megabyte for every field") {
  for (std::string_view const piece : {"9", "-", "0", "1e", ".", "2026-", "12:", "f", "{", "\xF0\x9F\x98\x80"}) {
    INFO(piece);
    std::string const text = repeated(piece, megabyte / piece.size());
    params const given{{"small", text}, {"age", text},    {"large", text}, {"single", text},  {"number", text},
                       {"price", text}, {"news", text},   {"uuid", text},  {"day", text},     {"time", text},
                       {"naive", text}, {"moment", text}, {"wish", text},  {"numbers", text}, {"document", text}};
    changeset<Account> const made = cast(Account{}, given, allowed);
    for (param_view const member : given) {
      INFO(member.key());
      bool const is_zero =
          piece == "0" && (member.key() == "number" || member.key() == "single" || member.key() == "price");
      CHECK(messages(made, member.key()) == (is_zero ? texts{} : invalid));
    }
    CHECK(made.get_change<&Account::age>() == nullptr);
    CHECK(made.get_change<&Account::small>() == nullptr);
  }
}

TEST_CASE("hostile: texts of a megabyte for every validator") {
  std::string const pieces[] = {"a", "a ",   "\xCC\x81", "\xF0\x9F\x91\xA8\xE2\x80\x8D", "@", "a@a.",
                                ".", "\r\n", "%{count}"};
  for (std::string const& piece : pieces) {
    INFO(piece);
    std::string const text = repeated(piece, megabyte / piece.size()) + "!";
    params const given{{"name", text}, {"email", text}, {"email_confirmation", text}, {"terms", text}};
    changeset<Account> const made = registration(given);
    CHECK_FALSE(made.valid());
    CHECK(messages(made, "email") == texts{"has invalid format"});
    CHECK(messages(made, "terms") == texts{"must be accepted"});
    CHECK(messages(made, "email_confirmation").empty());
    // Marks and joiners make one character of any number of them.
    bool const is_one = piece == pieces[2] || piece == pieces[3];
    texts const wrong = messages(made, "name");
    CHECK(std::count(wrong.begin(), wrong.end(), "should be at most 100 character(s)") == (is_one ? 0 : 1));
    CHECK(std::count(wrong.begin(), wrong.end(), "has invalid format") == 1);
    CHECK(debug_string(made).size() < 40 * megabyte);
  }
  changeset<Account> const blank = registration({{"name", std::string(megabyte, ' ')}, {"email", ""}, {"terms", "1"}});
  CHECK(messages(blank, "name") == texts{"can't be blank"});
  CHECK(messages(blank, "email") == texts{"can't be blank"});
}

TEST_CASE("hostile: NUL bytes and what is no UTF-8") {
  for (std::string const& text :
       {"a\0b"s, "\0"s, "a\0"s, "\xff"s, "a\xC3"s, "\xC0\xAF"s, "\xED\xA0\x80"s, "\xF4\x90\x80\x80"s}) {
    INFO(text);
    check_invalid(params{{"name", text},
                         {"email", text},
                         {"age", text},
                         {"price", text},
                         {"news", text},
                         {"uuid", text},
                         {"day", text},
                         {"moment", text},
                         {"wish", text},
                         {"tags", params::list({"good", text})},
                         {"document", params{{"text", text}}}});
    check_invalid(params{{"document", params{{text, 1}}}});
  }
  check_invalid(*params::from_form("name=%00&email=a%FF&age=1%00&tags[]=%C3"));
  check_invalid(*params::from_json(R"({"name": "\u0000", "document": {"a\u0000": 1}})"));
  // As a key such bytes name nothing.
  auto const keys = params::from_form("name%00=x&%00name=x&%FFname=x&name=Ada");
  REQUIRE(keys);
  changeset<Account> const made = cast(Account{}, *keys, allowed);
  CHECK(made.get_field<&Account::name>() == "Ada");
  CHECK(made.unknown_params() == std::vector<std::string_view>{"\0name"sv, "name\0"sv, "\xFFname"});
}

TEST_CASE("hostile: numbers that do not fit") {
  for (std::string_view const json : {R"({"small": 32768})",
                                      R"({"small": "-32769"})",
                                      R"({"age": 2147483648})",
                                      R"({"age": -2147483649})",
                                      R"({"large": 9223372036854775808})",
                                      R"({"large": "9223372036854775808"})",
                                      R"({"large": -9223372036854775809})",
                                      R"({"large": 1e400})",
                                      R"({"number": 1e400})",
                                      R"({"number": "-1e400"})",
                                      R"({"single": 1e39})",
                                      R"({"single": "1e39"})",
                                      R"({"age": 1.5})",
                                      R"({"age": 1.0})",
                                      R"({"age": "1.0"})",
                                      R"({"age": "0x10"})",
                                      R"({"age": "1e3"})",
                                      R"({"age": " 1"})",
                                      R"({"age": "NaN"})",
                                      R"({"number": "NaN"})",
                                      R"({"number": "Infinity"})",
                                      R"({"price": "1e999999999"})",
                                      R"({"price": 1e999999999})",
                                      R"({"price": "Infinity"})",
                                      R"({"age": true})",
                                      R"({"numbers": [1, 2147483648]})",
                                      R"({"numbers": ["1", "x"]})",
                                      R"({"wish": 2})",
                                      R"({"wish": -1})"}) {
    INFO(json);
    auto const given = params::from_json(json);
    REQUIRE(given);
    check_invalid(*given);
  }
}

TEST_CASE("hostile: nobody makes himself an administrator") {
  auto const form = params::from_form(
      "name=Eve&id=1&admin=true&password_hash=x&ADMIN=1&admin[]=1&admin[value]=true&account[admin]=true&admin%00=1"
      "&changes[admin]=true&data[admin]=true&__struct__=Account&valid=true");
  auto const json = params::from_json(
      R"({"name": "Eve", "id": 1, "admin": true, "password_hash": "x", "Admin": true, "account": {"admin": true},
          "changes": {"admin": true}, "_action": "delete"})");
  for (auto const& given : {form, json}) {
    REQUIRE(given);
    changeset<Account> const made = cast(Account{.id = 7}, *given, allowed);
    CHECK(made.valid());
    CHECK(made.changed_fields() == std::vector<std::string_view>{"name"});
    Account const applied = apply_changes(made);
    CHECK(applied.id == 7);
    CHECK_FALSE(applied.admin);
    CHECK(applied.password_hash == "kept");
  }
  CHECK(cast(Account{}, *form, allowed).unknown_params()
        == std::vector<std::string_view>{"ADMIN", "__struct__", "account", "admin", "admin\0"sv, "changes", "data",
                                         "id", "password_hash", "valid"});
  CHECK(cast(Account{}, *json, allowed).unknown_params()
        == std::vector<std::string_view>{"Admin", "_action", "account", "admin", "changes", "id", "password_hash"});
}

TEST_CASE("hostile: a message shows nothing of what was sent, and reads no places in it") {
  changeset<Account> const made =
      registration({{"name", "%{count} %{validation}"}, {"email", "<script>"}, {"age", "%{type}"}});
  for (field_error const& one : made.errors()) {
    CHECK(one.to_string().find("script") == std::string::npos);
    CHECK(one.to_string().find('%') == std::string::npos);
  }
  CHECK(messages(made, "age") == invalid);
}
