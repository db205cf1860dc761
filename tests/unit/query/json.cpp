// SPDX-License-Identifier: BSL-1.0
// Paths into jsonb and what is asked of it: types, NULL, keys.
#include <recto/query/json.hpp>
#include <support/test.hpp>
#include <unit/query/document.hpp>

#include <string>
#include <type_traits>
#include <vector>

using namespace recto;
using namespace blog;
using recto::detail::document_verdict;
using recto::detail::is_jsonb;

namespace {

template <class Value, class Node>
constexpr bool is(Node const&, bool nullable) {
  return std::is_same_v<typename Node::value_type, Value> && Node::nullable(scope{}) == nullable;
}
using any_json = boost::json::value;

static_assert(is_jsonb<any_json>() && is_jsonb<json<Theme>>() && !is_jsonb<std::string>() && !is_jsonb<Document>());
static_assert(is<any_json>(json_get(document::meta, "a", 0), true)
              && is<std::string>(json_text(document::theme, "name"), true));
static_assert(is<json<Theme>>(json_get<json<Theme>>(document::meta, "theme"), true));
static_assert(json_get(document::meta, "a", 0, "b").parameters == 3
              && json_get(document::meta, document::body).parameters == 0);
static_assert(is<any_json>(json_get(json_get(document::meta, "a"), 0), true));
static_assert(is<bool>(json_has_key(document::meta, "a"), false) && is<bool>(json_has_key(document::extra, "a"), true));
static_assert(is<bool>(json_contains(document::meta, document::theme), false));
static_assert(is<bool>(json_contains(document::meta, document::extra), true));
static_assert(is<any_json>(to_jsonb(document::note), true) && is<any_json>(to_jsonb(document::body), false));
static_assert(is<any_json>(jsonb_build_object("a", document::note), false)
              && is<any_json>(jsonb_build_object(), false));
static_assert(is<json<Theme>>(jsonb_build_object<json<Theme>>("name", document::body, "size", 1), false));
static_assert(is<any_json>(jsonb_agg(document::note), true)
              && is<any_json>(jsonb_object_agg(document::body, document::id), true));
static_assert(recto::detail::is_aggregate<decltype(jsonb_agg(document::note))>);
static_assert(std::is_same_v<document_verdict<"json_get", std::remove_cvref_t<decltype(document::body)>>,
                             failed<argument_does_not_fit, "json_get", "documents.body", "jsonb">>);

struct collector {
  std::string seen{};
  void operator()(recto::detail::owned_text const& text) { seen += std::string(text.view()) + ";"; }
  void operator()(std::string_view text) { seen += std::string(text) + ";"; }
  void operator()(std::int32_t number) { seen += std::to_string(number) + ";"; }
  void operator()(std::vector<std::string> const& texts) {
    for (std::string const& one : texts) seen += one + ",";
  }
};
template <class Node>
std::string bound_in(Node const& node) {
  collector values;
  node.each_value(values);
  return values.seen;
}

}  // namespace

TEST_CASE("the keys of a path are bound in its order") {
  std::string const name = "b";
  CHECK(bound_in(json_get(document::meta, "a", 0, name)) == "a;0;b;");
  CHECK(bound_in(json_text(json_get(document::meta, "x"), -1)) == "x;-1;");
  CHECK(bound_in(json_extract_path(document::meta, {"a", 0, name, std::size_t{7}, std::string_view("z")}))
        == "a,0,b,7,z,");
  CHECK(bound_in(json_extract_path_text(document::meta, std::vector<std::string>{"a", "b"})) == "a,b,");
  CHECK(bound_in(json_extract_path(document::meta, {"a", "b"})) == "a,b,");
  CHECK(bound_in(json_has_any_key(document::meta, {"a", "b"})) == "a,b,");
  CHECK(bound_in(jsonb_build_object("k", 1, "l", "v")) == "k;1;l;v;");
}
