// SPDX-License-Identifier: BSL-1.0
// jsonb: paths, containment, keys, and aggregates that build documents. The results are boost::json::value unless the
// program names another type that is kept as jsonb; that one is only declared here, so a program that reads or binds it
// includes recto/types/json.hpp. Columns of type json, unlike jsonb, have the paths and none of the rest.
// Layer 4.
#pragma once

#include <recto/query/aggregate.hpp>
#include <recto/query/argument.hpp>
#include <recto/types/array.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

// Not <boost/json/fwd.hpp>: its macros would tell types/boost_json.hpp that the program links the library.
namespace boost::json {
class value;
}

namespace recto {

namespace detail {

/// Is a `T` kept as jsonb?
template <class T>
consteval bool is_jsonb() {
  if constexpr (std::is_same_v<T, boost::json::value>) return true;  // also where it is only declared
  else if constexpr (column_type<T>) return sql_type_of<T>.number == 3802;
  else return false;
}

/// Verdict on the document that `Function` looks into.
template <fixed_string Function, class Operand>
using document_verdict =
    decltype(judge_argument<is_jsonb<typename Operand::value_type>(), Function, "jsonb", Operand>());

/// `x -> a -> b`, or with `->>` as the last arrow.
template <bool AsText, class Value, class Operand, class... Keys>
struct json_steps : operation<Value, Operand, Keys...> {
  static constexpr bool nullable(scope const&) { return true; }  // the document need not have it
};

template <class T>
inline constexpr bool is_json_index = is_integer<T> && number_fits<T, std::int32_t>();

/// A step of a path as an operand: the name of a member, or the position of an element.
template <fixed_string Function, class Key>
constexpr auto json_key_operand(Key&& key) {
  using raw = std::remove_cvref_t<Key>;
  if constexpr (is_expression<raw>) {
    using type = typename raw::value_type;
    constexpr bool fits = std::is_same_v<type, std::string> || is_json_index<type>;
    static_assert(
        assert_operands<decltype(judge_argument<fits, Function, "std::string or std::int32_t", raw>())>::value);
    return raw(static_cast<Key&&>(key));
  } else if constexpr (is_json_index<raw>) {
    return bind_as<std::int32_t>(key);
  } else {
    constexpr bool fits = is_borrowed<raw>() || value_fits<raw, std::string>();
    static_assert(
        assert_operands<decltype(judge_argument<fits, Function, "std::string or std::int32_t", raw>())>::value);
    if constexpr (fits) return bind_as<std::string>(static_cast<Key&&>(key));
    else return bound<std::string>{};
  }
}

template <bool AsText, class Value, fixed_string Function, class Operand, class... Keys>
constexpr auto make_json_path(Operand operand, Keys&&... keys) {
  static_assert(assert_operands<document_verdict<Function, Operand>>::value);
  auto all = make_pack(std::move(operand), json_key_operand<Function>(static_cast<Keys&&>(keys))...);
  return [&]<class... Nodes>(pack<Nodes...>&& nodes) {
    return json_steps<AsText, Value, Nodes...>{{{}, std::move(nodes)}};
  }(std::move(all));
}

/// One step of a path whose length is not known to the compiler.
struct json_key {
  std::string text{};

  json_key(char const* name) : text(name) {}
  json_key(std::string_view name) : text(name) {}
  json_key(std::string name) : text(std::move(name)) {}
  template <std::integral Index>
  json_key(Index index) : text(std::to_string(index)) {}
};

inline std::vector<std::string> texts_of(std::initializer_list<json_key> keys) {
  std::vector<std::string> texts;
  texts.reserve(keys.size());
  for (json_key const& one : keys) texts.push_back(one.text);
  return texts;
}

/// An operator between a document and a list of texts.
template <fixed_string Operator, fixed_string Function, class Value, class Operand>
constexpr auto with_texts(Operand operand, std::vector<std::string> texts) {
  static_assert(assert_operands<document_verdict<Function, Operand>>::value);
  return make_infix<Operator, Value>(std::move(operand), bound<std::vector<std::string>>{{}, std::move(texts)});
}

/// `x #> $1`, which may be NULL.
template <fixed_string Operator, class Value, class Operand>
struct json_extraction : infix<Operator, Value, Operand, bound<std::vector<std::string>>> {
  static constexpr bool nullable(scope const&) { return true; }
};

template <fixed_string Operator, fixed_string Function, class Value, class Operand>
constexpr auto extract(Operand operand, std::vector<std::string> path) {
  return json_extraction<Operator, Value, Operand>{
      with_texts<Operator, Function, Value>(std::move(operand), std::move(path))};
}

/// The second operand of `@>`: a document, or what the column's type is made of.
template <class Operand, class Document>
constexpr auto document_operand(Document&& document) {
  using raw = std::decay_t<Document>;
  using target = typename Operand::value_type;
  if constexpr (is_expression<raw>) {
    static_assert(assert_operands<document_verdict<"json_contains", raw>>::value);
    return raw(static_cast<Document&&>(document));
  } else if constexpr (!is_null_value<raw> && is_jsonb<raw>()) {
    return bind_as<raw>(static_cast<Document&&>(document));
  } else {
    constexpr bool fits = value_fits<raw, target>();
    static_assert(assert_operands<decltype(judge_argument<fits, "json_contains", "jsonb", raw>())>::value);
    if constexpr (fits) return bind_as<target>(static_cast<Document&&>(document));
    else return bound<bool>{};
  }
}

// Every other argument is a key.
template <std::size_t Index, class Argument>
constexpr auto member_argument(Argument&& argument) {
  if constexpr (Index % 2 == 0)
    return argument_as<std::string, "jsonb_build_object">(static_cast<Argument&&>(argument));
  else return any_argument<"jsonb_build_object">(static_cast<Argument&&>(argument));
}

}  // namespace detail

/// `x -> 'a' -> 0`: what the document has there, as jsonb; keys are names of members and positions of elements, and
/// become parameters. NULL where the document has nothing. `json_get<json<Theme>>(x, "theme")` brings another type.
/// Ecto: `x.meta["a"][0]`.
template <class Value = boost::json::value, is_expression Operand, class... Keys>
constexpr auto json_get(Operand operand, Keys&&... keys) {
  static_assert(sizeof...(Keys) > 0, "recto: json_get: it needs a key; name a member or give a position");
  static_assert(
      detail::is_jsonb<Value>(),
      "recto: json_get: it brings jsonb, which this type is not; write json_text(...) for text, and cast_to<T> around "
      "it for a number");
  return detail::make_json_path<false, Value, "json_get">(std::move(operand), static_cast<Keys&&>(keys)...);
}

/// `x -> 'a' ->> 'b'`: what the document has there, as text: a string without its quotes. NULL where it has nothing, or
/// JSON's null.
template <is_expression Operand, class... Keys>
constexpr auto json_text(Operand operand, Keys&&... keys) {
  static_assert(sizeof...(Keys) > 0, "recto: json_text: it needs a key; name a member or give a position");
  return detail::make_json_path<true, std::string, "json_text">(std::move(operand), static_cast<Keys&&>(keys)...);
}

/// `x #> $1`: as json_get, with a path that may be of any length: `json_extract_path(x, {"tags", 0})`. The path is one
/// parameter. Ecto: `json_extract_path`.
template <class Value = boost::json::value, is_expression Operand>
auto json_extract_path(Operand operand, std::vector<std::string> path) {
  return detail::extract<"#>", "json_extract_path", Value>(std::move(operand), std::move(path));
}
template <class Value = boost::json::value, is_expression Operand>
auto json_extract_path(Operand operand, std::initializer_list<detail::json_key> path) {
  return json_extract_path<Value>(std::move(operand), detail::texts_of(path));
}

/// `x #>> $1`: the same as text.
template <is_expression Operand>
auto json_extract_path_text(Operand operand, std::vector<std::string> path) {
  return detail::extract<"#>>", "json_extract_path_text", std::string>(std::move(operand), std::move(path));
}
template <is_expression Operand>
auto json_extract_path_text(Operand operand, std::initializer_list<detail::json_key> path) {
  return json_extract_path_text(std::move(operand), detail::texts_of(path));
}

/// `x @> y`: does the document hold all that `y` has? A GIN index serves it.
template <is_expression Operand, class Document>
constexpr auto json_contains(Operand operand, Document&& document) {
  static_assert(detail::assert_operands<detail::document_verdict<"json_contains", Operand>>::value);
  return detail::make_infix<"@>", bool>(std::move(operand),
                                        detail::document_operand<Operand>(static_cast<Document&&>(document)));
}

/// `x ? 'a'`: has the object such a member, or the array such a text?
template <is_expression Operand, class Key>
constexpr auto json_has_key(Operand operand, Key&& key) {
  static_assert(detail::assert_operands<detail::document_verdict<"json_has_key", Operand>>::value);
  return detail::make_infix<"?", bool>(std::move(operand),
                                       detail::argument_as<std::string, "json_has_key">(static_cast<Key&&>(key)));
}

/// `x ?| $1`: has it any of these members? Of no members it has none.
template <is_expression Operand>
auto json_has_any_key(Operand operand, std::vector<std::string> keys) {
  return detail::with_texts<"?|", "json_has_any_key", bool>(std::move(operand), std::move(keys));
}

/// `x ?& $1`: has it all of these members?
template <is_expression Operand>
auto json_has_all_keys(Operand operand, std::vector<std::string> keys) {
  return detail::with_texts<"?&", "json_has_all_keys", bool>(std::move(operand), std::move(keys));
}

/// `to_jsonb(x)`: any value as a document.
template <class Value = boost::json::value, class Argument>
constexpr auto to_jsonb(Argument&& argument) {
  return detail::make_call<"to_jsonb", Value>(detail::any_argument<"to_jsonb">(static_cast<Argument&&>(argument)));
}

/// `jsonb_build_object('a', x, 'b', y)`: an object of keys and values in turn. Never NULL; a value that is NULL becomes
/// JSON's null. The server refuses a key that is NULL.
template <class Value = boost::json::value, class... Arguments>
constexpr auto jsonb_build_object(Arguments&&... arguments) {
  static_assert(sizeof...(Arguments) % 2 == 0,
                "recto: jsonb_build_object: a key has no value; give keys and values in turn");
  return [&]<std::size_t... Index>(std::index_sequence<Index...>) {
    return detail::make_call<"jsonb_build_object", Value, detail::null_rule::never>(
        detail::member_argument<Index>(static_cast<Arguments&&>(arguments))...);
  }(std::index_sequence_for<Arguments...>{});
}

/// `jsonb_agg(x)`: the values as one array, NULL as JSON's null. NULL over no rows, not an empty array.
template <class Value = boost::json::value, detail::aggregated Operand>
constexpr auto jsonb_agg(Operand operand) {
  using plain = typename detail::without_distinct<Operand>::type;
  constexpr bool fits = !detail::is_whole_row<plain>;
  static_assert(
      detail::assert_operands<decltype(detail::judge_argument<fits, "jsonb_agg", "a single value", plain>())>::value);
  return detail::aggregate<detail::aggregate_function::jsonb_agg, Value, Operand>{{}, std::move(operand)};
}

/// `jsonb_object_agg(key, value)`: one object with a member for each row; of a key that comes twice the last stays. The
/// server refuses a key that is NULL. NULL over no rows.
template <class Value = boost::json::value, is_expression Key, is_expression Member>
constexpr auto jsonb_object_agg(Key key, Member member) {
  auto checked_key = detail::argument_as<std::string, "jsonb_object_agg">(std::move(key));
  auto checked_member = detail::any_argument<"jsonb_object_agg">(std::move(member));
  using inner = detail::two_arguments<decltype(checked_key), decltype(checked_member)>;
  return detail::aggregate<detail::aggregate_function::jsonb_object_agg, Value, inner>{
      {}, inner{std::move(checked_key), std::move(checked_member)}};
}

}  // namespace recto
