// SPDX-License-Identifier: BSL-1.0
// Choices as SQL text: what is written follows the shape that the writer is given. To measure, a writer takes everything.
// Layer 5.
#pragma once

#include <recto/query/by_name.hpp>
#include <recto/query/choice.hpp>
#include <recto/sql/query.hpp>

namespace recto::detail {

template <class Condition>
struct render<maybe<Condition>> {
  static constexpr precedence level = render<Condition>::level;
  static constexpr void write(sql_writer& out) {
    if (out.chosen(1) != 0 || out.takes_all()) render<Condition>::write(out);
  }
};

template <class Condition>
struct look<maybe<Condition>> {
  static constexpr outcome at(sql_writer& probe) {
    if (probe.chosen(1) == 0) return {.is_there = false};
    return look<Condition>::at(probe);
  }
};

template <class First, class Second>
constexpr void write_one_of_two(sql_writer& out) {
  bool const takes_first = out.chosen(1) != 0;
  if (takes_first || out.takes_all()) render<First>::write(out);
  if (!takes_first) render<Second>::write(out);
}

template <class First, class Second>
struct render<one_of_two<First, Second>> {
  static constexpr void write(sql_writer& out) { write_one_of_two<First, Second>(out); }
};
template <class First, class Second>
struct render<one_of_two_values<First, Second>> {
  static constexpr precedence level =
      render<First>::level < render<Second>::level ? render<First>::level : render<Second>::level;
  static constexpr void write(sql_writer& out) { write_one_of_two<First, Second>(out); }
};

template <class First, class Second>
struct look<one_of_two_values<First, Second>> {
  static constexpr outcome at(sql_writer& probe) {
    return probe.chosen(1) != 0 ? look<First>::at(probe) : look<Second>::at(probe);
  }
};

template <class... Terms>
struct render<one_term_of<Terms...>> {
  static constexpr void write(sql_writer& out) {
    std::uint32_t const index = out.chosen(one_term_of<Terms...>::bits);
    std::uint32_t at = 0;
    (write_if<Terms>(out, at++ == index), ...);
  }

 private:
  template <class Term>
  static constexpr void write_if(sql_writer& out, bool wanted) {
    if (wanted || out.takes_all()) render<Term>::write(out);
  }
};

template <class... Columns>
struct render<one_column_of<Columns...>> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) {
    std::uint32_t const index = out.chosen(one_column_of<Columns...>::bits);
    std::uint32_t at = 0;
    (write_if<Columns>(out, at++ == index), ...);
  }

 private:
  template <class Column>
  static constexpr void write_if(sql_writer& out, bool wanted) {
    if (wanted || out.takes_all()) render<Column>::write(out);
  }
};

template <class Term>
struct render<maybe_term<Term>> {
  static constexpr void write(sql_writer& out) {
    if (out.chosen(1) != 0 || out.takes_all()) render<Term>::write(out);
  }
};

template <class Joined>
struct render<maybe_joined<Joined>> {
  static constexpr void write(sql_writer& out, std::size_t place) {
    if (out.chosen(1) != 0 || out.takes_all()) render<Joined>::write(out);
    else out.leave_out(place);
  }
};

}  // namespace recto::detail
