// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/params.hpp>
#include <recto/changeset/params_form.hpp>
#include <support/test.hpp>

using namespace recto;
using namespace std::string_literals;

namespace {

std::string refusal(std::string_view text, params_limits limits = {}) {
  auto const read = params::from_form(text, limits);
  return read ? "none" : read.error().message();
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += part;
  return all;
}

}  // namespace

TEST_CASE("form data: what becomes of names and values") {
  using list = std::initializer_list<param_source>;
  struct row {
    std::string_view text;
    params expected;
  };
  row const rows[] = {
      {"", {}},
      {"&&", {}},
      {"a=1&b=2", {{"a", "1"}, {"b", "2"}}},
      {"&a=1&&b=2&", {{"a", "1"}, {"b", "2"}}},
      {"a", {{"a", ""}}},
      {"a=", {{"a", ""}}},
      {"=v", {{"", "v"}}},
      {"=", {{"", ""}}},
      {"a=b=c", {{"a", "b=c"}}},
      {"a=1&a=2", {{"a", "2"}}},
      // decoding
      {"a+b=c+d", {{"a b", "c d"}}},
      {"a=%41%7a%7A%2B%26%3D%25", {{"a", "Azz+&=%"}}},
      {"%66oo=1", {{"foo", "1"}}},
      {"a=%C3%A9", {{"a", "\xC3\xA9"}}},
      {"a=\xC3\xA9", {{"a", "\xC3\xA9"}}},
      {"a=%00&%00=b", {{"a", "\0"s}, {"\0"s, "b"}}},
      {"a=%FF&%FF=b", {{"a", "\xFF"}, {"\xFF", "b"}}},
      // nesting
      {"u[name]=A&u[age]=1", {{"u", params{{"name", "A"}, {"age", "1"}}}}},
      {"u%5Bname%5D=A", {{"u", params{{"name", "A"}}}}},
      {"a[b][c]=1&a[d]=2", {{"a", params{{"b", params{{"c", "1"}}}, {"d", "2"}}}}},
      {"u[a]=1&x=2&u[b]=3", {{"u", params{{"a", "1"}, {"b", "3"}}}, {"x", "2"}}},
      {"u[a]=1&u[a]=2", {{"u", params{{"a", "2"}}}}},
      {"[a]=1", {{"", params{{"a", "1"}}}}},
      {"u[0][n]=1&u[1][n]=2", {{"u", params{{"0", params{{"n", "1"}}}, {"1", params{{"n", "2"}}}}}}},
      // lists
      {"t[]=a", {{"t", params::list(list{"a"})}}},
      {"t[]", {{"t", params::list(list{""})}}},
      {"t[]=b&t[]=a&t[]=b", {{"t", params::list({"b", "a", "b"})}}},
      {"[]=1", {{"", params::list(list{"1"})}}},
      {"a[t][]=1&a[t][]=2", {{"a", params{{"t", params::list({"1", "2"})}}}}},
      {"t[][n]=1&t[][m]=2", {{"t", params::list({params{{"n", "1"}}, params{{"m", "2"}}})}}},
      {"t[][]=1&t[][]=2", {{"t", params::list({params::list(list{"1"}), params::list(list{"2"})})}}},
      {"t[][n][]=1", {{"t", params::list(list{params{{"n", params::list(list{"1"})}}})}}},
      {"t[]=1&t[][n]=2", {{"t", params::list({param_source("1"), params{{"n", "2"}}})}}},
      // names that contradict each other: the last one decides
      {"a=1&a[b]=2", {{"a", params{{"b", "2"}}}}},
      {"a[b]=2&a=1", {{"a", "1"}}},
      {"a[]=1&a[b]=2", {{"a", params{{"b", "2"}}}}},
      {"a[b]=2&a[]=1", {{"a", params::list(list{"1"})}}},
      {"a[b]=1&a=2&a[c]=3", {{"a", params{{"b", "1"}, {"c", "3"}}}}},
      {"a[]=1&a=2&a[]=3", {{"a", params::list({"1", "3"})}}},
      {"a[b]=1&a[b][c]=2&a[d]=3", {{"a", params{{"b", params{{"c", "2"}}}, {"d", "3"}}}}},
      {"a[b][c]=2&a[b]=1&a[d]=3", {{"a", params{{"b", "1"}, {"d", "3"}}}}},
      {"x[y][][w]=2&x[y]=1", {{"x", params{{"y", "1"}}}}},
      // brackets that do not nest
      {"a[=1", {{"a[", "1"}}},
      {"a]=1", {{"a]", "1"}}},
      {"]=1", {{"]", "1"}}},
      {"[=1", {{"[", "1"}}},
      {"a[b=1", {{"a[b", "1"}}},
      {"a[b]c=1", {{"a[b]c", "1"}}},
      {"a]b[c=1", {{"a]b[c", "1"}}},
      {"a[b]c[d]=1", {{"a", params{{"b]c[d", "1"}}}}},
      {"a[[b]]=1", {{"a", params{{"[b]", "1"}}}}},
      {"][=1", {{"][", "1"}}},
  };
  for (row const& each : rows) {
    INFO(each.text);
    auto const read = params::from_form(each.text);
    REQUIRE(read);
    CHECK(*read == each.expected);
  }
}

TEST_CASE("form data: a broken % sequence is refused") {
  CHECK(refusal("a=%") == "params: form data has a % without two hexadecimal digits at byte 2");
  CHECK(refusal("a=%4") == "params: form data has a % without two hexadecimal digits at byte 2");
  CHECK(refusal("a=1&b=x%G0") == "params: form data has a % without two hexadecimal digits at byte 7");
  CHECK(refusal("a=%0G") == "params: form data has a % without two hexadecimal digits at byte 2");
  CHECK(refusal("%=1") == "params: form data has a % without two hexadecimal digits at byte 0");
  CHECK(refusal("a=%4&b=1") == "params: form data has a % without two hexadecimal digits at byte 2");
  CHECK(refusal("a=%%41") == "params: form data has a % without two hexadecimal digits at byte 2");
  for (char digit : {'/', ':', '@', 'G', '`', 'g', '\x80'}) CHECK(refusal("a=%1"s + digit) != "none");
}

TEST_CASE("form data: limits") {
  CHECK(refusal("a=1", {.max_bytes = 3}) == "none");
  CHECK(refusal("a=12", {.max_bytes = 3}) == "params: form data of more than 3 bytes");
  CHECK(refusal("a[b][c]=1", {.max_depth = 3}) == "none");
  CHECK(refusal("a[b][c][]=1", {.max_depth = 3}) == "params: nested more than 3 levels deep");
  CHECK(refusal("a=1", {.max_depth = 1}) == "none");
  CHECK(refusal("a[]=1", {.max_depth = 1}) == "params: nested more than 1 levels deep");
  CHECK(refusal("a=1&b=2", {.max_values = 3}) == "none");
  CHECK(refusal("a=1&b=2", {.max_values = 2}) == "params: more than 2 values");
  CHECK(refusal("a[b][c]=1", {.max_values = 4}) == "none");
  CHECK(refusal("a[b][c]=1", {.max_values = 3}) == "params: more than 3 values");
  // Lists in lists in lists: each field is a branch of its own.
  CHECK(refusal(repeated("a" + repeated("[]", 60) + "=&", 10'000)) == "params: more than 100000 values");
}

TEST_CASE("form data: deep names") {
  CHECK(refusal("a" + repeated("[b]", 63) + "=1") == "none");
  CHECK(refusal("a" + repeated("[b]", 64) + "=1") == "params: nested more than 64 levels deep");
  CHECK(refusal("a" + repeated("[]", 10'000) + "=1") == "params: nested more than 64 levels deep");
  params_limits const large{.max_depth = 1'000'000};
  CHECK(refusal("a" + repeated("[b]", 999) + "=1", large) == "none");
  CHECK(refusal("a" + repeated("[b]", 10'000) + "=1", large) == "params: nested more than 1000 levels deep");
}

TEST_CASE("form data: a million names") {
  std::string distinct;
  std::string nested;
  std::string contradicting;
  for (int i = 0; i < 1'000'000; ++i) {
    std::string const name = std::to_string((i * 7919LL) % 1'000'003);
    distinct += name + "=&";
    nested += "a[" + name + "]=&";
    contradicting += i % 2 == 0 ? "a[b]=&" : "a[]=&";
  }
  CHECK(refusal(distinct) == "params: more than 100000 values");
  params_limits const large{.max_bytes = 100'000'000, .max_values = 2'000'000};
  CHECK(params::from_form(distinct, large)->size() == 1'000'000);
  auto const inner = params::from_form(nested, large);
  REQUIRE(inner);
  CHECK(inner->find_path({"a", "7919"}) == "");
  CHECK(inner->find("a")->size() == 1'000'000);
  CHECK(params::from_form(contradicting, large)->find("a")->size() == 500'000);
  CHECK(params::from_form(repeated("same=1&", 1'000'000), large)->size() == 1);
}

TEST_CASE("fields that are decoded already") {
  std::vector<std::pair<std::string, std::string>> const fields{{"u[name]", "A+%41"}, {"t[]", "1"}, {"t[]", "2"}};
  CHECK(params::from_fields(fields) == params{{"u", params{{"name", "A+%41"}}}, {"t", params::list({"1", "2"})}});
  CHECK(params::from_fields(fields, {.max_bytes = 20}));
  auto const refused = params::from_fields(fields, {.max_bytes = 19});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message() == "params: form data of more than 19 bytes");
  CHECK(refused.error().kind() == error_kind::invalid_value);
  CHECK_FALSE(params::from_fields(fields, {.max_depth = 1}));
  CHECK_FALSE(params::from_fields(fields, {.max_values = 3}));
}
