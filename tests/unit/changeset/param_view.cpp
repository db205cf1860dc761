// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/param_view.hpp>
#include <recto/changeset/params.hpp>
#include <recto/types/json.hpp>
#include <support/test.hpp>

#include <type_traits>

using namespace recto;
using keys = std::vector<std::string_view>;

static_assert(std::is_trivially_copyable_v<param_view> && sizeof(param_view) == 2 * sizeof(void*));

TEST_CASE("a value read as another kind is misuse") {
  params const all{{"t", "1"}, {"i", 1}, {"l", params::list({1})}};
  CHECK_ERROR(misuse, all.find("t")->integer());
  CHECK_ERROR(misuse, all.find("t")->floating());
  CHECK_ERROR(misuse, all.find("t")->boolean());
  CHECK_ERROR(misuse, all.find("i")->text());
  CHECK_ERROR(misuse, all.text());
  CHECK_ERROR(misuse, params{}.text());
  CHECK_ERROR(misuse, (*all.find("l"))[1]);
  CHECK_ERROR(misuse, params{}[0]);
  CHECK_ERROR(misuse, *all.find("x"));
  CHECK_ERROR(misuse, all.find("x")->kind());
}

TEST_CASE("lookups") {
  params const order{{"items", params::list({params{{"name", "a"}}, params{{"name", "b"}}})}, {"note", nullptr}};
  CHECK(order.contains("items"));
  CHECK(order.contains("note"));
  CHECK_FALSE(order.contains("Items"));
  CHECK(order.find_path({}) == order);
  CHECK(order.find_path({"items", "1", "name"}) == "b");
  for (char const* index : {"2", "-1", "", "x", "1x", "99999999999999999999999999"})
    CHECK_FALSE(order.find_path({"items", index}));
  CHECK_FALSE(order.find_path({"note", "x"}));
  CHECK_FALSE(order.find_path({"items", "1", "name", "x"}));
  CHECK_FALSE(params{}.find("x"));

  params many;
  for (int i = 0; i < 50; ++i) many = many.with(std::to_string(i * 37 % 50), i);
  CHECK(many.size() == 50);
  for (int i = 0; i < 50; ++i) CHECK(many.find(std::to_string(i * 37 % 50))->integer() == i);
}

TEST_CASE("iteration") {
  params const all{{"b", 2}, {"a", 1}, {"c", params::list({"x", "y"})}};
  std::string seen;
  for (param_view const member : all) seen += member.key();
  CHECK(seen == "abc");
  for (param_view const element : *all.find("c")) {
    seen += element.text();
    CHECK(element.key().empty());
  }
  CHECK(seen == "abcxy");
  for (param_view const nothing : params{}) FAIL(nothing.key());
  for (param_view const nothing : *all.find("a")) FAIL(nothing.key());
}

TEST_CASE("keys that a program does not know") {
  params const all{{"name", "a"}, {"role", "admin"}, {"", ""}, {"nam", ""}, {"names", ""}};
  CHECK(all.unknown_keys({"name", "email"}) == keys{"", "nam", "names", "role"});
  CHECK(all.unknown_keys({}) == keys{"", "nam", "name", "names", "role"});
  CHECK(all.unknown_keys({"role", "names", "name", "", "nam"}).empty());
  CHECK(params::list({"a"}).unknown_keys({}).empty());
  CHECK(params{}.unknown_keys({"a"}).empty());
}

TEST_CASE("equality") {
  params const base{{"a", 1}, {"b", params::list({"x", nullptr, true, 1.5})}};
  CHECK(base == params{{"b", params::list({"x", nullptr, true, 1.5})}, {"a", 1}});
  params const others[] = {{},
                           {{"a", 1}},
                           {{"a", 2}, {"b", params::list({"x", nullptr, true, 1.5})}},
                           {{"a", 1.0}, {"b", params::list({"x", nullptr, true, 1.5})}},
                           {{"a", "1"}, {"b", params::list({"x", nullptr, true, 1.5})}},
                           {{"A", 1}, {"b", params::list({"x", nullptr, true, 1.5})}},
                           {{"a", 1}, {"b", params::list({nullptr, "x", true, 1.5})}},
                           {{"a", 1}, {"b", params::list({"y", nullptr, true, 1.5})}},
                           {{"a", 1}, {"b", params::list({"x", nullptr, false, 1.5})}},
                           {{"a", 1}, {"b", params::list({"x", nullptr, true, 1.25})}},
                           {{"a", 1}, {"b", params::list({"x", nullptr, true, 1.5, ""})}},
                           {{"a", 1}, {"b", params{{"0", "x"}}}},
                           {{"a", 1}, {"b", nullptr}}};
  for (params const& other : others) {
    CHECK(base != other);
    CHECK(other == other);
  }
  CHECK(params{{"m", params{}}} == params{{"m", *params::from_json("{}")}});
  CHECK(params{{"m", params{}}} != params{{"m", params::list(std::vector<int>{})}});
  CHECK(*params::from_json("[123456789012345678901]") != *params::from_json("[\"123456789012345678901\"]"));
}
