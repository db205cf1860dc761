// SPDX-License-Identifier: BSL-1.0
// Full-text search: `matches(to_tsvector<"english">(x), websearch_to_tsquery<"english">(words))`. The configuration is
// text in the SQL, so that an index on `to_tsvector('english', x)` serves the condition.
// Layer 4.
#pragma once

#include <recto/query/argument.hpp>
#include <recto/query/constant.hpp>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace recto {

/// PostgreSQL's tsvector: the words of a document. It is matched and ranked, and never read into a program.
struct tsvector {};

/// PostgreSQL's tsquery: what is searched for.
struct tsquery {};

namespace detail {

template <class T>
struct unreadable {
  template <class Value>
  static void decode(std::string_view, Value&) {
    static_assert(
        !std::is_same_v<Value, T>,
        "recto: select: a tsvector or tsquery cannot be read; match it with matches(vector, query), or rank it");
  }
};

/// `name('english', argument, ...)`; without a configuration the server's default_text_search_config holds.
template <fixed_string Name, fixed_string Config, class Value, class... Arguments>
constexpr auto text_search_call(Arguments&&... arguments) {
  if constexpr (Config.size() > 0)
    return make_call<Name, Value>(constant<Config>, static_cast<Arguments&&>(arguments)...);
  else return make_call<Name, Value>(static_cast<Arguments&&>(arguments)...);
}

/// An argument of type `Wanted`, which only expressions have.
template <class Wanted, fixed_string Function, class Argument>
constexpr auto search_operand(Argument&& argument) {
  using raw = std::remove_cvref_t<Argument>;
  constexpr bool fits = [] {
    if constexpr (is_expression<raw>) return std::is_same_v<typename raw::value_type, Wanted>;
    else return false;
  }();
  static_assert(assert_operands<decltype(judge_argument<fits, Function, named_type<Wanted>, raw>())>::value);
  if constexpr (fits) return raw(static_cast<Argument&&>(argument));
  else return make_call<"to_tsvector", Wanted>();
}

}  // namespace detail

template <>
struct type<tsvector> : detail::unreadable<tsvector> {
  static constexpr sql_type sql{.name = "tsvector", .number = 3614, .array = 3643};
};
template <>
struct type<tsquery> : detail::unreadable<tsquery> {
  static constexpr sql_type sql{.name = "tsquery", .number = 3615, .array = 3645};
};

/// `to_tsvector('english', x)`: the words of a text.
template <fixed_string Config = "", class Text>
constexpr auto to_tsvector(Text&& text) {
  return detail::text_search_call<"to_tsvector", Config, tsvector>(
      detail::argument_as<std::string, "to_tsvector">(static_cast<Text&&>(text)));
}

/// `plainto_tsquery('english', x)`: all of these words. Takes any text.
template <fixed_string Config = "", class Text>
constexpr auto plainto_tsquery(Text&& text) {
  return detail::text_search_call<"plainto_tsquery", Config, tsquery>(
      detail::argument_as<std::string, "plainto_tsquery">(static_cast<Text&&>(text)));
}

/// `phraseto_tsquery('english', x)`: these words, one behind the other. Takes any text.
template <fixed_string Config = "", class Text>
constexpr auto phraseto_tsquery(Text&& text) {
  return detail::text_search_call<"phraseto_tsquery", Config, tsquery>(
      detail::argument_as<std::string, "phraseto_tsquery">(static_cast<Text&&>(text)));
}

/// `websearch_to_tsquery('english', x)`: what people type into a search box: quotes, `or`, `-`. Takes any text.
template <fixed_string Config = "", class Text>
constexpr auto websearch_to_tsquery(Text&& text) {
  return detail::text_search_call<"websearch_to_tsquery", Config, tsquery>(
      detail::argument_as<std::string, "websearch_to_tsquery">(static_cast<Text&&>(text)));
}

/// `to_tsquery('english', x)`: a query in PostgreSQL's own notation, `cat & !dog`. The server refuses text that is none.
template <fixed_string Config = "", class Text>
constexpr auto to_tsquery(Text&& text) {
  return detail::text_search_call<"to_tsquery", Config, tsquery>(
      detail::argument_as<std::string, "to_tsquery">(static_cast<Text&&>(text)));
}

/// `vector @@ query`: does the document match?
template <class Vector, class Query>
constexpr auto matches(Vector&& vector, Query&& query) {
  return detail::make_infix<"@@", bool>(detail::search_operand<tsvector, "matches">(static_cast<Vector&&>(vector)),
                                        detail::search_operand<tsquery, "matches">(static_cast<Query&&>(query)));
}

/// `ts_rank(vector, query)`: how well it matches, real; the more the better.
template <class Vector, class Query>
constexpr auto ts_rank(Vector&& vector, Query&& query) {
  return detail::make_call<"ts_rank", float>(detail::search_operand<tsvector, "ts_rank">(static_cast<Vector&&>(vector)),
                                             detail::search_operand<tsquery, "ts_rank">(static_cast<Query&&>(query)));
}

/// `ts_rank_cd(vector, query)`: the same with regard to how near the words are to each other.
template <class Vector, class Query>
constexpr auto ts_rank_cd(Vector&& vector, Query&& query) {
  return detail::make_call<"ts_rank_cd", float>(
      detail::search_operand<tsvector, "ts_rank_cd">(static_cast<Vector&&>(vector)),
      detail::search_operand<tsquery, "ts_rank_cd">(static_cast<Query&&>(query)));
}

/// `ts_headline('english', x, query)`: the part of the text that matches, with the words marked `<b>...</b>`.
template <fixed_string Config = "", class Text, class Query>
constexpr auto ts_headline(Text&& text, Query&& query) {
  return detail::text_search_call<"ts_headline", Config, std::string>(
      detail::argument_as<std::string, "ts_headline">(static_cast<Text&&>(text)),
      detail::search_operand<tsquery, "ts_headline">(static_cast<Query&&>(query)));
}

}  // namespace recto
